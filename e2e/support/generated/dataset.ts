import type { ReceivedResponse, SentRequest } from '@/e2e/support/generated/send'
import { TestDatabase } from '@/e2e/support/test-db'

// Changes of one organization wait for each other, so the requests are spread over several.
const ORGANIZATIONS = 4

type Person = { id: number; email: string; accountId: number }

/** An organization and its records that exist, according to the previous responses. */
export type Dataset = {
  organizationId: number
  /** A text that every record of this organization holds, and no other. */
  marker: string
  userId: number
  userSecret: string
  organizationSecret: string
  accounts: number[]
  users: Person[]
  own: Person[]
  token: string
}

export function pick<T>(from: T[], n: number): T {
  const found = from[n % from.length]
  if (found === undefined) throw new Error('No records are left.')
  return found
}

/** Updates the known records from a response. */
export function updateDataset(
  dataset: Dataset,
  { call, path }: SentRequest,
  { status, headers, text }: ReceivedResponse,
): void {
  if (status !== 200) return
  const token = headers['elements-next-page-token']
  if (typeof token === 'string') dataset.token = token
  if (!/^(POST|PATCH|PUT|DELETE) /.test(call)) return
  const body: Partial<Person & { secret: string }> = text === '' ? {} : JSON.parse(text)
  if (call === 'PUT /organizations/me/secret') dataset.organizationSecret = body.secret ?? ''
  if (call === 'PUT /users/{idOrEmail}/secret' && body.id === dataset.userId)
    dataset.userSecret = body.secret ?? ''
  if (call === 'POST /accounts' && body.id) dataset.accounts.push(body.id)
  const people = path.startsWith('/organizations') ? [dataset.own] : [dataset.own, dataset.users]
  if (/^DELETE .*\{idOrEmail\}$/.test(call)) {
    const ref = decodeURIComponent(path.split('/').at(-1) ?? '')
    const isOther = ({ id, email }: Person) => String(id) !== ref && email !== ref.toLowerCase()
    for (const list of people) list.splice(0, list.length, ...list.filter(isOther))
  }
  const { email } = body
  for (const person of people.flat()) if (email && person.id === body.id) person.email = email
}

/** An organization with many records, because some will be deleted. */
async function createDataset(db: TestDatabase): Promise<Dataset> {
  const marker = `marker-${crypto.randomUUID()}`
  const { userId, userSecret, organizationSecret, ...home } = await db.organization()
  const { organizationId, accountId } = home
  await createRecords(db, home, marker)
  const known = await readRecords(db, organizationId, accountId)
  return { organizationId, marker, userId, userSecret, organizationSecret, ...known, token: '' }
}

type Home = { organizationId: number; accountId: number }

async function createRecords(db: TestDatabase, { organizationId, accountId }: Home, mark: string) {
  await db.rows(
    `INSERT INTO accounts (organization_id, name, name_key, external_id, account_admin, description)
     SELECT $1, 'Branch ' || n, 'branch ' || n, 'B-' || n, n % 2 = 0, $2
       FROM generate_series(1, 60) n`,
    [organizationId, mark],
  )
  await db.rows(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, account_admin, city)
     SELECT $1, a.id, 'user' || n || '.' || a.id || '@example.com', 'Ada', 'Byron', '', '!',
            n % 2 = 0, $3
       FROM accounts a, generate_series(1, CASE WHEN a.id = $2 THEN 400 ELSE 10 END) n
      WHERE a.organization_id = $1`,
    [organizationId, accountId, mark],
  )
}

async function readRecords(db: TestDatabase, organizationId: number, accountId: number) {
  const accounts = await db.rows(
    'SELECT id FROM accounts WHERE organization_id = $1 AND NOT default_account',
    [organizationId],
  )
  const people = await db.rows(
    `SELECT id, email, account_id AS "accountId" FROM users
      WHERE organization_id = $1 AND password_hash = '!'`,
    [organizationId],
  )
  const users = people.map(({ id, email, accountId: within }) => ({
    id: Number(id),
    email: String(email),
    accountId: Number(within),
  }))
  return {
    accounts: accounts.map(({ id }) => Number(id)),
    users: users.filter((user) => user.accountId !== accountId),
    own: users.filter((user) => user.accountId === accountId),
  }
}

export async function createDatasets(directory: string): Promise<Dataset[]> {
  const db = await TestDatabase.open(directory)
  try {
    const datasets: Dataset[] = []
    while (datasets.length < ORGANIZATIONS) datasets.push(await createDataset(db))
    return datasets
  } finally {
    await db.close()
  }
}
