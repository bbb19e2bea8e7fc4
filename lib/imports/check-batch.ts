import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { type BatchRow, parseNextRows, type RowError, rejectRows } from '@/lib/imports/batch-rows'
import type { Importer } from '@/lib/imports/importer'
import type { ImportKind } from '@/lib/imports/schema'
import { saveProgress } from '@/lib/jobs/progress'
import type { Job, JobOf } from '@/lib/jobs/view'

export async function checkBatch<K extends ImportKind, Row>(
  importer: Importer<K, Row>,
  { actor, db }: { actor: Actor; db: Database },
  job: JobOf<K>,
): Promise<void> {
  const { rows, isLast } = await parseNextRows(db, job, importer.schema, { includeRejected: true })
  const malformed = rows.filter(({ error }) => error !== null)
  const { errors, withoutKey } = await checkRows(importer, { actor, db }, rows)
  await rejectRows(db, job.id, errors)
  const lastRow = rows.at(-1)?.row
  const reason = ` of the file has the same ${importer.keyLabel}. Use another.`
  const repeated = await rejectRepeatedKeys(db, reason, job, lastRow ?? job.lastRow)
  await saveProgress(db, job.id, {
    state: isLast ? 'awaiting-confirmation' : 'checking',
    lastRow,
    processed: rows.length,
    succeeded: 0,
    rejected: malformed.length + errors.length + repeated,
    duplicates: (await importer.countDuplicates?.(db, actor, withoutKey)) ?? 0,
  })
}

async function checkRows<K extends ImportKind, Row>(
  importer: Importer<K, Row>,
  { actor, db }: { actor: Actor; db: Database },
  rows: BatchRow<Row>[],
): Promise<{ errors: RowError[]; withoutKey: Row[] }> {
  const keys = rows.flatMap(({ key }) => key ?? [])
  const taken = await importer.explainTaken(db, actor, keys)
  const errors: RowError[] = []
  const withoutKey: Row[] = []
  for (const { row, key, error: known, parsed } of rows) {
    if (known !== null) continue
    const error = parsed.error ?? taken.get(key ?? '')
    if (error !== undefined) errors.push({ row, error })
    else if (key === null && parsed.value) withoutKey.push(parsed.value)
  }
  return { errors, withoutKey }
}

/** Rejects rows whose key belongs to an earlier valid row, as "Row 3" and the reason; returns how many. */
export function rejectRepeatedKeys(
  db: Database,
  reason: string,
  job: Job,
  lastRow: number,
): Promise<number> {
  const earlierRow = SQL.sql`(SELECT min(e.row) FROM job_rows e
    WHERE e.job_id = r.job_id AND e.key = r.key AND e.row < r.row AND e.error IS NULL)`
  return db.$executeRaw`
    UPDATE job_rows r
       SET error = 'Row ' || ${earlierRow} || ${reason}
     WHERE r.job_id = ${job.id} AND r.row > ${job.lastRow} AND r.row <= ${lastRow}
       AND r.error IS NULL AND r.key IS NOT NULL AND ${earlierRow} IS NOT NULL`
}
