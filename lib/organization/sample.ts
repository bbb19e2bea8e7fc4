import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'

import { normalizeForSearch } from '@/lib/search-text'

const words = {
  head: `Northwind Contoso Fabrikam Tailspin Adventure Wingtip Litware Proseware Lucerne Alpine
    Harbor Meridian Juniper Cobalt Sequoia Évora São Göteborg Kraków Zürich Amber Granite
    Lantern Orchid Pioneer Quarry Redwood Summit Thistle Verdant Willow`,
  middle: `Traders Retail Logistics Toys Works Tours Systems Publishing Importers Foods Energy Health
    Textiles Robotics Insurance Airlines Media Farms Optics Shipping`,
  tail: `EMEA Group Labs North South Nordic Iberia Pacific Wholesale Partners Digital Services Atelier`,
  purpose: `Resellers|Point-of-sale integrations|Warehouse interfaces, read-only|Customs and freight partners|Bike dealer network|Billing and invoicing|Field service teams|Nightly stock exchange`,
  first: `Ada Bruno Chiara Dmitri Élodie Farid Grace Hiroshi Inés Jonas Katarzyna Liam Mei Nadia Óscar
    Priya Quentin Rosa Søren Tomáš Uma Viktor Wanda Ximena Yusuf Zoë`,
  last: `Almeida Becker Costa Dubois Eriksson Ferrari García Hansen Ivanova Jensen Kowalski Lefèvre
    Müller Nguyễn Okafor Petrov Quinn Rossi Schmidt Tanaka Usman Virtanen Weber Yılmaz Zhang`,
}

const list = (text: string) => text.split(/\s+/)
const [head, middle, tail] = [list(words.head), list(words.middle), list(words.tail)]
const [first, last] = [list(words.first), list(words.last)]
const purpose = words.purpose.split('|')

/** The SQL array element for row `i`, changing after every `step` rows. */
function pick(values: string[], step: number): SQL.Sql {
  return SQL.sql`(${values}::text[])[1 + (i / ${step}::int) % ${values.length}::int]`
}

function sentence(parts: [string[], number][], form: (word: string) => string): SQL.Sql {
  return SQL.join(
    parts.map(([values, step]) => pick(values.map(form), step)),
    ` || ' ' || `,
  )
}

const same = (word: string) => word

const ROWS = 20_000

type Amount = { accounts: number; usersPerAccount: number }

/** Some of the sample accounts: from which of the endless row of them on, with IDs from which on. */
type Batch = Amount & { organizationId: number; from: number; firstId: number }

/** Adds believable accounts with users, the same on every run. The users can not sign in. */
export async function addSampleAccounts(db: Database, organizationId: number, amount: Amount) {
  for (const batch of await sampleBatches(db, organizationId, amount)) {
    for (const step of stepsOf(batch)) await step(db)
  }
}

/** The same in batches, each with IDs that follow each other, so that they can be added side by side. */
export async function sampleBatches(
  db: Database,
  organizationId: number,
  { accounts, usersPerAccount }: Amount,
): Promise<Batch[]> {
  const [counted] = await db.$queryRaw<{ seeded: number }[]>`
    SELECT count(*)::int AS seeded FROM accounts
     WHERE organization_id = ${organizationId} AND external_id LIKE 'CUST-%'`
  const seeded = counted?.seeded ?? 0
  const size = Math.max(1, Math.floor(ROWS / Math.max(1, usersPerAccount)))
  const batches: Batch[] = []
  for (let done = 0; done < accounts; done += size) {
    const some = Math.min(size, accounts - done)
    const firstId = await reserveIds(db, some)
    batches.push({ organizationId, from: seeded + done, firstId, accounts: some, usersPerAccount })
  }
  return batches
}

async function reserveIds(db: Database, count: number): Promise<number> {
  for (;;) {
    const [ids] = await db.$queryRaw<{ first: number; reserved: number }[]>`
      SELECT min(id)::int AS first, (max(id) - min(id) + 1)::int AS reserved
        FROM (SELECT nextval(pg_get_serial_sequence('accounts', 'id')) AS id
                FROM generate_series(1, ${count}::int)) numbered`
    // Whoever adds an account at the same moment takes one out of the middle.
    if (ids?.reserved === count) return ids.first
  }
}

/** What adds a batch, one after the other: its accounts, then its users, so many at a time. */
export function stepsOf(batch: Batch): ((db: Database) => Promise<unknown>)[] {
  const steps = [(db: Database) => addAccounts(db, batch)]
  const size = Math.max(1, Math.floor(ROWS / batch.accounts))
  for (let first = 1; first <= batch.usersPerAccount; first += size) {
    const last = Math.min(first + size - 1, batch.usersPerAccount)
    steps.push((db) => addUsers(db, batch, first, last))
  }
  return steps
}

function rowsOf({ from, firstId, accounts }: Batch): SQL.Sql {
  return SQL.sql`generate_series(${from}::int, ${from + accounts - 1}::int) AS place,
    LATERAL (SELECT place AS i, ${firstId - from}::int + place AS id, timestamptz '2025-01-06 09:00Z'
                  + (place::bigint * 53 % 950000) * interval '1 minute' AS created) made`
}

function addAccounts(db: Database, batch: Batch): Promise<number> {
  // Their lengths have no common divisor, so that a combination comes again as late as it can.
  const parts: [string[], number][] = [
    [head, 1],
    [middle, 1],
    [tail, 1],
  ]
  return db.$executeRaw`
    INSERT INTO accounts (id, organization_id, name, name_key, description, external_id, created_at, updated_at)
    SELECT id, ${batch.organizationId}, ${sentence(parts, same)}, ${sentence(parts, normalizeForSearch)},
           CASE WHEN i % 5 = 4 THEN '' ELSE ${pick(purpose, 1)} END,
           'CUST-' || lpad((i + 1)::text, 7, '0'), created, created
      FROM ${rowsOf(batch)}`
}

function addUsers(db: Database, batch: Batch, firstUser: number, lastUser: number) {
  const names: [string[], number][] = [
    [first, 1],
    [last, 7],
  ]
  return db.$executeRaw`
    INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                       password_hash, account_admin, active, created_at, updated_at)
    SELECT ${batch.organizationId}, account_id, email, ${pick(first, 1)}, ${pick(last, 7)},
           ${sentence(names, normalizeForSearch)} || ' ' || email, ${NO_PASSWORD}, k = 1, k % 7 <> 6, created, created
      FROM (SELECT id AS account_id, created, k, (place + 1) * 3 + k * 11 AS i,
                   'user' || k || '.' || id || '@example.com' AS email
              FROM ${rowsOf(batch)}, generate_series(${firstUser}::int, ${lastUser}::int) k
             ORDER BY id, k) each`
}
