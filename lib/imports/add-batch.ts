import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { parseNextRows, type RowError, rejectRows } from '@/lib/imports/batch-rows'
import type { Importer } from '@/lib/imports/importer'
import type { ImportKind } from '@/lib/imports/schema'
import { saveProgress } from '@/lib/jobs/progress'
import { removeUnrejectedRows } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'

// Another record had its key when this row was inserted, and is gone again.
const NOT_ADDED = 'This row conflicted with another change. Import it again.'

/**
 * Adds the next valid rows. Each is parsed again, and one whose key was taken since the check is
 * rejected.
 */
export async function addBatch<K extends ImportKind, Row extends object>(
  importer: Importer<K, Row>,
  { actor, db, audit }: { actor: Actor; db: Database; audit: RecordAudit },
  job: JobOf<K>,
): Promise<void> {
  const { rows, isLast } = await parseNextRows(db, job, importer.schema, { includeRejected: false })
  const errors: RowError[] = rows.flatMap(({ row, parsed: { error } }) =>
    error ? [{ row, error }] : [],
  )
  const valid = rows.flatMap(({ row, parsed: { value } }) => (value ? [{ row, value }] : []))
  const values = valid.map(({ value }) => value)
  const added = await importer.add(db, actor, job, values)
  const ids = new Map(added.map(({ id, key }) => [key, id]))
  const taken = await importer.explainTaken(db, actor, values.map(importer.keyOf))
  for (const { row, value } of valid) {
    const key = importer.keyOf(value)
    const id = ids.get(key)
    // Of two rows with the same key, only the first was added.
    ids.delete(key)
    if (id === undefined) errors.push({ row, error: taken.get(key) ?? NOT_ADDED })
    else {
      const { target, operation } = importer.audit
      audit({ operation, target: { type: target, id }, detail: { after: value, job: job.id } })
    }
  }
  await rejectRows(db, job.id, errors)
  if (isLast) await removeUnrejectedRows(db, job.id)
  await saveProgress(db, job.id, {
    state: isLast ? 'completed' : 'running',
    lastRow: rows.at(-1)?.row,
    processed: rows.length,
    succeeded: added.length,
    rejected: errors.length,
  })
}
