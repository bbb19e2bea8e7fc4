import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import { columnDefinitions, columnNames, selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import type { RowError } from '@/lib/imports/batch-rows'
import { toRecordset } from '@/lib/imports/importer'
import { editableValues, type RowPlan } from '@/lib/imports/plan-rows'
import { applyPermitted } from '@/lib/jobs/apply-permitted'
import { endLinks } from '@/lib/links/records'
import { userFileColumns } from '@/lib/users/columns'
import { explainTakenEmails, reportNewEmails } from '@/lib/users/emails'
import { searchKey } from '@/lib/users/search-key'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type Change = RowPlan & { action: 'change' }

const columns = columnNames(userFileColumns)
const newValues = selectList(userFileColumns, 'r')

/** Changes users as `updateUser` does, many at once. Returns the rows that can't be applied anymore. */
export async function changeUsers(
  context: Context,
  jobId: number,
  changes: Change[],
): Promise<RowError[]> {
  const { actor, db } = context
  const { applied, denied } = await applyPermitted(db, changes, (part) => update(db, part))
  await followUp(context, jobId, applied)
  const emails = denied.flatMap(({ item }) => (isReaddressed(item) ? item.after.email : []))
  const taken = await explainTakenEmails(db, actor, emails)
  return denied.map(({ item: { row, after }, reason }) => ({
    row,
    error: taken.get(after.email) ?? reason,
  }))
}

function update(db: Database, changes: Change[]): Promise<number> {
  const users = changes.map(({ after }) => ({ ...after, searchKey: searchKey(after) }))
  return db.$executeRaw`
    UPDATE users u
       SET (search_key, ${columns}) = (SELECT r.search_key, ${newValues}),
           version = version + 1, updated_at = now()
      FROM jsonb_to_recordset(${toRecordset(users)}::jsonb)
           AS r (id int, search_key text, ${columnDefinitions(userFileColumns)})
     WHERE u.id = r.id`
}

const isReaddressed = ({ before, after }: Change) => before.email !== after.email

async function followUp(
  { actor, db, audit }: Context,
  jobId: number,
  changes: Change[],
): Promise<void> {
  const readdressed = changes.filter(isReaddressed)
  // A link to the old address may be in someone else's mailbox.
  await endLinks(
    db,
    readdressed.map(({ before }) => before.id),
  )
  const changedEmails = readdressed.map(({ before, after }) => ({ before, newEmail: after.email }))
  await reportNewEmails(db, actor, changedEmails)
  for (const { before, after } of changes) {
    audit({
      operation: 'users.update',
      target: { type: 'user', id: before.id },
      detail: { before: editableValues(before), after: editableValues(after), job: jobId },
    })
  }
}
