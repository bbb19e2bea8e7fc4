import 'server-only'
import type { z } from 'zod'
import { type Database, SQL } from '@/lib/db/sql'
import type { Job, JobRow } from '@/lib/jobs/view'

export const BATCH_SIZE = 500

export type RowError = { row: number; error: string }

export type BatchRow = JobRow & { key: string | null }

export function nextRows(
  db: Database,
  { id, lastRow }: Job,
  { includeRejected }: { includeRejected: boolean },
): Promise<BatchRow[]> {
  const condition = includeRejected ? SQL.empty : SQL.sql`AND error IS NULL`
  return db.$queryRaw<BatchRow[]>`
    SELECT row, key, fields, error FROM job_rows
     WHERE job_id = ${id} AND row > ${lastRow} ${condition}
     ORDER BY row LIMIT ${BATCH_SIZE}`
}

export async function rejectRows(db: Database, jobId: number, errors: RowError[]): Promise<void> {
  if (errors.length === 0) return
  await db.$executeRaw`
    UPDATE job_rows r SET error = e.error
      FROM jsonb_to_recordset(${JSON.stringify(errors)}::jsonb) AS e (row int, error text)
     WHERE r.job_id = ${jobId} AND r.row = e.row`
}

type ParsedRow<Row> = { value: Row; error?: undefined } | { value?: undefined; error: string }

export function parseRow<Row>(schema: z.ZodType<Row>, fields: JobRow['fields']): ParsedRow<Row> {
  const parsed = schema.safeParse(fields)
  return parsed.success ? { value: parsed.data } : { error: uniqueMessages(parsed.error) }
}

function uniqueMessages({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ message }) => message))].join(' ')
}
