import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { type Database, SQL } from '@/lib/db/sql'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import {
  accountNames,
  descriptions,
  firstNames,
  lastNames,
  pick,
  pickEach,
} from '@/lib/organization/sample-words'

const MAX_ROWS_PER_STATEMENT = 5_000

export type Amount = { accounts: number; usersPerAccount: number }

/** Consecutive accounts of an endless sequence, with contiguous IDs. */
type Batch = { organizationId: number; start: number; firstId: number; accounts: number }

/** Inserts the same accounts and users on every run. The users have no password to sign in with. */
export async function insertSampleData(db: Database, organizationId: number, amount: Amount) {
  const { accounts, usersPerAccount } = amount
  const firstId = await reserveIds(db, accounts)
  const batch = { organizationId, start: 0, firstId, accounts }
  await insertAccounts(db, batch)
  await insertUsers(db, batch, 1, usersPerAccount)
}

export function accountsPerBatch(usersPerAccount: number): number {
  return Math.max(1, Math.floor(MAX_ROWS_PER_STATEMENT / Math.max(1, usersPerAccount)))
}

/** How many users one statement adds to each account of a batch. */
export function usersPerStatement(accounts: number): number {
  return Math.max(1, Math.floor(MAX_ROWS_PER_STATEMENT / accounts))
}

export async function reserveIds(db: Database, count: number): Promise<number> {
  for (;;) {
    const [ids] = await db.$queryRaw<{ first: number; span: number }[]>`
      SELECT min(id)::int AS first, (max(id) - min(id) + 1)::int AS span
        FROM (SELECT nextval(pg_get_serial_sequence('accounts', 'id')) AS id
                FROM generate_series(1, ${count}::int)) reserved`
    // An account created at the same moment takes an ID from the middle. Then try again.
    if (ids?.span === count) return ids.first
  }
}

function accountRows({ start, firstId, accounts }: Batch): SQL.Sql {
  const createdAt = SQL.sql`timestamptz '2025-01-06 09:00Z'
    + (row_index::bigint * 53 % 950000) * interval '1 minute'`
  return SQL.sql`(SELECT row_index, ${firstId - start}::int + row_index AS id, ${createdAt} AS created_at
                    FROM generate_series(${start}::int, ${start + accounts - 1}::int) AS row_index)`
}

export function insertAccounts(db: Database, batch: Batch): Promise<number> {
  return db.$executeRaw`
    INSERT INTO accounts (id, organization_id, name, name_key, description, external_id, external_key,
                          created_at, updated_at)
    SELECT id, ${batch.organizationId}, ${pickEach(accountNames)},
           ${pickEach(accountNames, normalizeForSearch)},
           CASE WHEN row_index % 5 = 4 THEN '' ELSE ${pick(descriptions)} END,
           'CUST-' || digits, 'cust-' || digits, created_at, created_at
      FROM ${accountRows(batch)} AS account_rows, lpad((row_index + 1)::text, 7, '0') AS digits`
}

export function insertUsers(
  db: Database,
  batch: Batch,
  firstUser: number,
  lastUser: number,
): Promise<number> {
  const nameKey = pickEach([firstNames, lastNames], normalizeForSearch)
  return db.$executeRaw`
    INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                       password_hash, account_admin, active, created_at, updated_at)
    SELECT ${batch.organizationId}, account_id, email, ${pick(firstNames)}, ${pick(lastNames)},
           ${nameKey} || ' ' || email, ${NO_PASSWORD}, number = 1, number % 7 <> 6, created_at,
           created_at
      FROM (SELECT id AS account_id, created_at, number,
                   (account_rows.row_index + 1) * 3 + number * 11 AS row_index,
                   'user' || number || '.' || id || '@example.com' AS email
              FROM ${accountRows(batch)} AS account_rows,
                   generate_series(${firstUser}::int, ${lastUser}::int) AS number
             ORDER BY id, number) AS user_rows`
}
