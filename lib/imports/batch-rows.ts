import 'server-only'
import type { z } from 'zod'
import { type Database, SQL } from '@/lib/db/sql'
import { timeSlices } from '@/lib/event-loop'
import type { Job, JobRow } from '@/lib/jobs/view'

const BATCH_SIZE = 500
// Rows of a file can have 64 KB each.
const PAGE_SIZE = 50
const BATCH_MS = 2_000

export type RowError = { row: number; error: string }

type StoredRow = JobRow & { key: string | null }

/** `error` is why the row was rejected before, `parsed.error` why it is now. */
export type BatchRow<Row> = StoredRow & { parsed: ParsedRow<Row> }

/** Reads and parses the next rows of a job, as many as there is time for. */
export async function parseNextRows<Row>(
  db: Database,
  { id, lastRow: start }: Job,
  schema: z.ZodType<Row>,
  { includeRejected }: { includeRejected: boolean },
): Promise<{ rows: BatchRow<Row>[]; isLast: boolean }> {
  const condition = includeRejected ? SQL.empty : SQL.sql`AND error IS NULL`
  const deadline = performance.now() + BATCH_MS
  const nextSlice = timeSlices()
  const rows: BatchRow<Row>[] = []
  let isLast = false
  while (!isLast && rows.length < BATCH_SIZE && performance.now() < deadline) {
    const page = await db.$queryRaw<StoredRow[]>`
      SELECT row, key, fields, error FROM job_rows
       WHERE job_id = ${id} AND row > ${rows.at(-1)?.row ?? start} ${condition}
       ORDER BY row LIMIT ${PAGE_SIZE}`
    isLast = page.length < PAGE_SIZE
    for (const row of page) {
      rows.push({ ...row, parsed: row.error === null ? parseRow(schema, row.fields) : {} })
      await nextSlice()
    }
  }
  return { rows, isLast }
}

export async function rejectRows(db: Database, jobId: number, errors: RowError[]): Promise<void> {
  if (errors.length === 0) return
  await db.$executeRaw`
    UPDATE job_rows r SET error = e.error
      FROM jsonb_to_recordset(${JSON.stringify(errors)}::jsonb) AS e (row int, error text)
     WHERE r.job_id = ${jobId} AND r.row = e.row`
}

type ParsedRow<Row> = { value?: Row; error?: undefined } | { value?: undefined; error: string }

export function parseRow<Row>(schema: z.ZodType<Row>, fields: JobRow['fields']): ParsedRow<Row> {
  const parsed = schema.safeParse(fields)
  return parsed.success ? { value: parsed.data } : { error: uniqueMessages(parsed.error) }
}

function uniqueMessages({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ message }) => message))].join(' ')
}
