import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { exceptionColumn } from '@/lib/user-jobs/exceptions'
import type { UserChange } from '@/lib/user-jobs/policy'

type NewTargets = { id: number; change: UserChange; selected: SQL.Sql }

/**
 * Stores which users a job is for, and counts them in the same statement, so that the job is for as
 * many as the person confirmed. `selected` is a condition on users `u` with their account `a`.
 */
export async function saveTargets(
  db: Database,
  actor: Actor,
  { id: jobId, change, selected }: NewTargets,
): Promise<number> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    WITH targets AS MATERIALIZED (
           SELECT coalesce(array_agg(u.id ORDER BY u.id), '{}') AS ids
             FROM users u JOIN accounts a ON a.id = u.account_id
            WHERE (${selected}) AND ${exceptionColumn(change, actor)} IS NULL),
         stored AS (
           INSERT INTO user_job_targets (job_id, user_ids) SELECT ${jobId}, ids FROM targets),
         counted AS (
           UPDATE jobs SET total = cardinality(ids) FROM targets WHERE jobs.id = ${jobId})
    SELECT cardinality(ids) AS count FROM targets`
  return counted?.count ?? 0
}

/** The users of a job in ascending order, from a position on. */
export async function nextTargets(
  db: Database,
  jobId: number,
  { position, count }: { position: number; count: number },
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT unnest(user_ids[${position + 1}::int : ${position + count}::int]) AS id
      FROM user_job_targets WHERE job_id = ${jobId}`
  return rows.map((row) => row.id)
}

/** Users `u` whom an ended job has changed: those it has reached, without those it rejected. */
export function changedBy(jobId: number, processed: number): SQL.Sql {
  return SQL.sql`u.id IN (
    SELECT unnest(user_ids[1 : ${processed}::int]) FROM user_job_targets WHERE job_id = ${jobId}
    EXCEPT SELECT row FROM job_rows WHERE job_id = ${jobId})`
}
