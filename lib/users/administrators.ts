import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { decodeCursor } from '@/lib/listing/cursor'
import { byId, type KeysetClauses, keyset, type PageResult, toPage } from '@/lib/listing/keyset'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { query } from '@/lib/operation'
import { personColumns } from '@/lib/users/person-columns'
import { administratorsSchema, findCandidatesSchema } from '@/lib/users/query-schema'
import { adminContext } from '@/lib/users/rules'
import { searchCondition } from '@/lib/users/search'
import type { AdministratorAccount, Administrators, Person } from '@/lib/users/view'

const PAGE_SIZE = 25
const MAX_CANDIDATES = 10

/** Who has the roles of administrators: users, and accounts whose users all inherit Account Admin. */
export const listAdministrators = query({
  name: 'users.listAdministrators',
  permission: 'users:read',
  input: administratorsSchema,
  async run({ actor, db, input }): Promise<Administrators> {
    const [context, orgAdmins, accountAdmins, accounts] = await Promise.all([
      adminContext(db, actor),
      readPage('org-admins', input.orgAdmins, (clauses) =>
        readUsers(db, actor, SQL.sql`org_admin`, clauses),
      ),
      readPage('account-admins', input.accountAdmins, (clauses) =>
        readUsers(db, actor, SQL.sql`account_admin`, clauses),
      ),
      readPage('accounts', input.accounts, (clauses) => readAccounts(db, actor, clauses)),
    ])
    return { adminContext: context, orgAdmins, accountAdmins, accounts }
  },
})

/** The first users whom a text finds, in any account, to give one of them a role. */
export const findCandidates = query({
  name: 'users.findCandidates',
  permission: 'users:read',
  input: findCandidatesSchema,
  async run({ actor, db, input: { q } }): Promise<{ people: Person[]; isMore: boolean }> {
    const matches = searchCondition(q)
    if (!matches) return { people: [], isMore: false }
    const people = await db.$queryRaw<Person[]>`
      SELECT ${personColumns} FROM users u
       WHERE organization_id = ${actor.organizationId} AND ${matches}
       ORDER BY id LIMIT ${MAX_CANDIDATES + 1}`
    return { people: people.slice(0, MAX_CANDIDATES), isMore: people.length > MAX_CANDIDATES }
  },
})

/** One page in the order of the IDs, which is that of the indexes of administrators. */
function readPage<Row extends { id: number }>(
  order: string,
  text: string,
  read: (clauses: KeysetClauses) => Promise<Row[]>,
): Promise<PageResult<Row>> {
  const requested = decodeCursor(text, order, byId.isValidKey)
  return readNearestPage(requested, async (cursor) => {
    const rows = await read(keyset(byId, 'asc', cursor, PAGE_SIZE))
    return toPage(rows, { cursor, pageSize: PAGE_SIZE, order, keyOf: ({ id }) => String(id) })
  })
}

function readUsers(
  db: Database,
  { organizationId }: Actor,
  hasRole: SQL.Sql,
  { afterCursor, orderBy, limit }: KeysetClauses,
) {
  return db.$queryRaw<Person[]>`
    SELECT ${personColumns} FROM users u
     WHERE organization_id = ${organizationId} AND ${hasRole} ${afterCursor}
     ORDER BY ${orderBy} LIMIT ${limit}`
}

function readAccounts(
  db: Database,
  { organizationId }: Actor,
  { afterCursor, orderBy, limit }: KeysetClauses,
) {
  return db.$queryRaw<AdministratorAccount[]>`
    SELECT id, name, user_count AS "userCount" FROM accounts
     WHERE organization_id = ${organizationId} AND account_admin AND active ${afterCursor}
     ORDER BY ${orderBy} LIMIT ${limit}`
}
