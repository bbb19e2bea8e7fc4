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

type Context = { actor: Actor; db: Database; audit: RecordAudit }

/**
 * Adds the next valid rows. Each is parsed again, and one whose key was taken since the check is
 * rejected.
 */
export async function addBatch<K extends ImportKind, Row extends object>(
  importer: Importer<K, Row>,
  { actor, db, audit }: Context,
  job: JobOf<K>,
): Promise<void> {
  const { rows, isLast } = await parseNextRows(db, job, importer.schema, { includeRejected: false })
  const errors: RowError[] = rows.flatMap(({ row, parsed: { error } }) =>
    error ? [{ row, error }] : [],
  )
  const valid = rows.flatMap(({ row, parsed: { value } }) => (value ? [{ row, value }] : []))
  errors.push(...(await addValidRows(importer, { actor, db, audit }, job, valid)))
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
  })
}

/** Returns the rows that can't be added anymore, because their key was taken since the check. */
export async function addValidRows<K extends ImportKind, Row extends object>(
  importer: Importer<K, Row>,
  { actor, db, audit }: Context,
  job: JobOf<K>,
  valid: { row: number; value: Row }[],
): Promise<RowError[]> {
  const closed = await importer.lockTarget?.(db, actor, job)
  if (closed !== undefined) return valid.map(({ row }) => ({ row, error: closed }))
  const values = valid.map(({ value }) => value)
  const added = await importer.add(db, actor, job, values)
  const ids = new Map(added.map(({ id, key }) => [key, id]))
  const taken = await importer.explainTaken(db, actor, values.map(importer.keyOf))
  return valid.flatMap(({ row, value }) => {
    const key = importer.keyOf(value)
    const id = ids.get(key)
    // Of two rows with the same key, only the first was added.
    ids.delete(key)
    if (id === undefined) return [{ row, error: taken.get(key) ?? NOT_ADDED }]
    const { target, operation } = importer.audit
    audit({ operation, target: { type: target, id }, detail: { after: value, job: job.id } })
    return []
  })
}
