import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { addValidRows } from '@/lib/imports/add-batch'
import { parseNextRows, type RowError, rejectRows } from '@/lib/imports/batch-rows'
import { changeUsers } from '@/lib/imports/change-users'
import { rejectRepeatedKeys } from '@/lib/imports/check-batch'
import { planRows, type RowPlan } from '@/lib/imports/plan-rows'
import { userUpdateSchema } from '@/lib/imports/schema'
import { userImporter } from '@/lib/imports/user-importer'
import { saveProgress } from '@/lib/jobs/progress'
import { removeUnrejectedRows } from '@/lib/jobs/records'
import { type JobOf, mayUpdate } from '@/lib/jobs/view'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type Job = JobOf<'users.import'>

/** Checks or imports the next rows of a file that may also update users. */
export const userUpdates = {
  appliesTo: mayUpdate,
  run: (context: Context, job: Job) =>
    job.state === 'checking' ? checkRows(context, job) : importRows(context, job),
}

async function checkRows({ actor, db }: Context, job: Job): Promise<void> {
  const { rows, isLast } = await parseNextRows(db, job, userUpdateSchema, { includeRejected: true })
  const wellFormed = rows.filter(({ error }) => error === null)
  const { mode } = job.parameters
  const plans = await planRows({ actor, db }, mode, wellFormed, { lock: false })
  const errors = errorsOf(plans)
  await rejectRows(db, job.id, errors)
  await saveKeys(db, job.id, plans)
  const lastRow = rows.at(-1)?.row
  const reason = ' of the file is for the same user. Keep one of them.'
  const repeated = await rejectRepeatedKeys(db, reason, job, lastRow ?? job.lastRow)
  await saveProgress(db, job.id, {
    state: isLast ? 'awaiting-confirmation' : 'checking',
    lastRow,
    processed: rows.length,
    succeeded: 0,
    rejected: rows.length - wellFormed.length + errors.length + repeated,
    result: addCounts(job, plans),
  })
}

/** A user can be named by ID or by email address. Rows for the same user get the same key. */
async function saveKeys(db: Database, jobId: number, plans: RowPlan[]): Promise<void> {
  const keys = plans.flatMap((plan) =>
    'before' in plan ? [{ row: plan.row, key: `user ${plan.before.id}` }] : [],
  )
  await db.$executeRaw`
    UPDATE job_rows r SET key = k.key
      FROM jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) AS k (row int, key text)
     WHERE r.job_id = ${jobId} AND r.row = k.row`
}

async function importRows(context: Context, job: Job): Promise<void> {
  const { actor, db } = context
  const { rows, isLast } = await parseNextRows(db, job, userUpdateSchema, {
    includeRejected: false,
  })
  // Before the users, as in every command, but not while long rows are parsed.
  await userImporter.lockTarget?.(db, actor, job)
  const plans = await planRows({ actor, db }, job.parameters.mode, rows, { lock: true })
  const additions = plans.flatMap((plan) => (plan.action === 'add' ? [plan] : []))
  const changes = plans.flatMap((plan) => (plan.action === 'change' ? [plan] : []))
  const failed = [
    ...(await addValidRows(userImporter, context, job, additions)),
    ...(await changeUsers(context, job.id, changes)),
  ]
  const outcomes = withErrors(plans, failed)
  const errors = errorsOf(outcomes)
  await rejectRows(db, job.id, errors)
  const lastRow = rows.at(-1)?.row
  // Batch by batch: at the end, there can be too many of them for one statement.
  await removeUnrejectedRows(db, job.id, { after: job.lastRow, upTo: lastRow })
  await saveProgress(db, job.id, {
    state: isLast ? 'completed' : 'running',
    lastRow,
    processed: rows.length,
    succeeded: rows.length - errors.length,
    rejected: errors.length,
    result: addCounts(job, outcomes),
  })
}

function errorsOf(plans: RowPlan[]): RowError[] {
  return plans.flatMap((plan) =>
    plan.action === 'reject' ? [{ row: plan.row, error: plan.error }] : [],
  )
}

function withErrors(plans: RowPlan[], errors: RowError[]): RowPlan[] {
  const byRow = new Map(errors.map(({ row, error }) => [row, error]))
  return plans.map((plan) => {
    const error = byRow.get(plan.row)
    return error === undefined ? plan : { row: plan.row, action: 'reject', error }
  })
}

function addCounts({ result }: Job, plans: RowPlan[]) {
  const { added, changed, unchanged } = result ?? { added: 0, changed: 0, unchanged: 0 }
  const count = (action: RowPlan['action']) => plans.filter((plan) => plan.action === action).length
  return {
    added: added + count('add'),
    changed: changed + count('change'),
    unchanged: unchanged + count('keep'),
  }
}
