import 'server-only'
import type { Database } from '@/lib/db/sql'
import {
  type Amount,
  accountsPerBatch,
  insertAccounts,
  insertUsers,
  reserveIds,
  usersPerStatement,
} from '@/lib/organization/sample-data'

type SeedBatch = Amount & { start: number; firstId: number; nextUser: number }

/** Plans a seed, unless the same one was interrupted: then that one continues. */
export async function planSeed(
  db: Database,
  organizationId: number,
  { accounts, usersPerAccount }: Amount,
): Promise<{ isResumed: boolean }> {
  // One seed after the other, because each would take IDs from the middle of what the others reserve.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('seed_batches'))`
  const [left] = await db.$queryRaw<{ same: boolean; end: number }[]>`
    SELECT coalesce(bool_or(seed_accounts = ${accounts} AND users_per_account = ${usersPerAccount}),
                    false) AS same,
           coalesce(max(start + accounts), 0) AS end
      FROM seed_batches WHERE organization_id = ${organizationId}`
  if (left?.same) return { isResumed: true }
  const [used] = await db.$queryRaw<{ end: number }[]>`
    SELECT coalesce(max(substr(external_id, 6)::int), 0) AS end
      FROM accounts
     WHERE organization_id = ${organizationId} AND external_id LIKE 'CUST-%'
       AND external_id ~ '^CUST-[0-9]{7,8}$'`
  const start = Math.max(left?.end ?? 0, used?.end ?? 0)
  const size = accountsPerBatch(usersPerAccount)
  for (let planned = 0; planned < accounts; planned += size) {
    const count = Math.min(size, accounts - planned)
    const firstId = await reserveIds(db, count)
    await db.$executeRaw`
      INSERT INTO seed_batches (organization_id, start, accounts, users_per_account, seed_accounts,
                                first_id)
      VALUES (${organizationId}, ${start + planned}, ${count}, ${usersPerAccount}, ${accounts},
              ${firstId})`
  }
  return { isResumed: false }
}

/** Adds the next accounts with their users, or the next users. Undefined if nothing is left. */
export async function runNextBatch(
  db: Database,
  organizationId: number,
): Promise<{ accounts: number; users: number } | undefined> {
  const [batch] = await db.$queryRaw<SeedBatch[]>`
    SELECT start, accounts, users_per_account AS "usersPerAccount", first_id AS "firstId",
           next_user AS "nextUser"
      FROM seed_batches WHERE organization_id = ${organizationId}
     ORDER BY start LIMIT 1 FOR UPDATE SKIP LOCKED`
  if (!batch) return undefined
  const { start, accounts, usersPerAccount, firstId } = batch
  const rows = { organizationId, start, accounts, firstId }
  const added = batch.nextUser === 0 ? await insertAccounts(db, rows) : 0
  const nextUser = Math.max(batch.nextUser, 1)
  const lastUser = Math.min(nextUser + usersPerStatement(accounts) - 1, usersPerAccount)
  const users = await insertUsers(db, rows, nextUser, lastUser)
  await (lastUser === usersPerAccount
    ? db.$executeRaw`
        DELETE FROM seed_batches WHERE organization_id = ${organizationId} AND start = ${start}`
    : db.$executeRaw`
        UPDATE seed_batches SET next_user = ${lastUser + 1}
         WHERE organization_id = ${organizationId} AND start = ${start}`)
  return { accounts: added, users }
}
