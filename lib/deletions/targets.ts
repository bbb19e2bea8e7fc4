import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import type { Selection } from '@/lib/deletions/schema'
import { selectionCondition } from '@/lib/deletions/selection'
import type { JobOf } from '@/lib/jobs/view'

type NewDeletion = { id: number; selection: Selection }

/**
 * Stores which accounts a deletion is for, and counts them in the same statement, so that the job is
 * for as many as the person confirmed. The default account is never among them.
 */
export async function saveTargets(
  db: Database,
  actor: Actor,
  { id: jobId, selection }: NewDeletion,
): Promise<{ accounts: number; users: number }> {
  const [counts] = await db.$queryRaw<{ accounts: number; users: number }[]>`
    WITH matches AS MATERIALIZED (
           SELECT id, active_user_count FROM accounts
            WHERE ${selectionCondition(actor, selection)} AND NOT default_account),
         targets AS MATERIALIZED (
           SELECT coalesce(array_agg(id ORDER BY id), '{}') AS ids FROM matches),
         stored AS (
           INSERT INTO deletion_targets (job_id, account_ids) SELECT ${jobId}, ids FROM targets),
         counted AS (
           UPDATE jobs SET total = cardinality(ids) FROM targets WHERE jobs.id = ${jobId})
    SELECT count(*)::int AS accounts, coalesce(sum(active_user_count), 0)::int AS users
      FROM matches`
  return counts ?? { accounts: 0, users: 0 }
}

/** The next accounts of a deletion. */
export async function nextTargets(
  db: Database,
  { id, processed }: JobOf<'accounts.delete'>,
  count: number,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT unnest(account_ids[${processed + 1}::int : ${processed + count}::int]) AS id
      FROM deletion_targets WHERE job_id = ${id}`
  return rows.map((row) => row.id)
}
