import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import { columnDefinitions, columnNames, selectList } from '@/lib/db/columns'
import type { Database } from '@/lib/db/sql'
import { toRecordset } from '@/lib/imports/importer'
import { editableValues, type RowPlan } from '@/lib/imports/plan-rows'
import { endLinks } from '@/lib/links/records'
import { userFileColumns } from '@/lib/users/columns'
import { reportNewEmail } from '@/lib/users/emails'
import { searchKey } from '@/lib/users/search-key'

type Context = { actor: Actor; db: Database; audit: RecordAudit }
type Change = RowPlan & { action: 'change' }

const columns = columnNames(userFileColumns)
const newValues = selectList(userFileColumns, 'r')

/** Changes users as `updateUser` does, many at once. */
export async function changeUsers(
  { actor, db, audit }: Context,
  jobId: number,
  changes: Change[],
): Promise<void> {
  if (changes.length === 0) return
  const users = changes.map(({ after }) => ({ ...after, searchKey: searchKey(after) }))
  await db.$executeRaw`
    UPDATE users u
       SET (search_key, ${columns}) = (SELECT r.search_key, ${newValues}),
           version = version + 1, updated_at = now()
      FROM jsonb_to_recordset(${toRecordset(users)}::jsonb)
           AS r (id int, search_key text, ${columnDefinitions(userFileColumns)})
     WHERE u.id = r.id`
  const readdressed = changes.filter(({ before, after }) => before.email !== after.email)
  // A link to the old address may be in someone else's mailbox.
  await endLinks(
    db,
    readdressed.map(({ before }) => before.id),
  )
  for (const { before, after } of readdressed) {
    await reportNewEmail(db, actor, before, after.email)
  }
  for (const { before, after } of changes) {
    audit({
      operation: 'users.update',
      target: { type: 'user', id: before.id },
      detail: { before: editableValues(before), after: editableValues(after), job: jobId },
    })
  }
}
