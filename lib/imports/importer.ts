import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { columnName } from '@/lib/columns'
import type { Database } from '@/lib/db/sql'
import type { ImportKind } from '@/lib/imports/schema'
import type { JobOf } from '@/lib/jobs/view'

export type AddedRecord = { id: number; key: string }

/** What differs between importing accounts and importing users. */
export type Importer<K extends ImportKind, Row> = {
  kind: K
  schema: z.ZodType<Row>
  /** How the audit log names a record and the command that adds one. */
  audit: { target: 'account' | 'user'; operation: string }
  /** Why records with these keys cannot be added, by key; other keys are free. */
  explainTaken(db: Database, actor: Actor, keys: string[]): Promise<Map<string, string>>
  keyOf(row: Row): string
  keyLabel: string
  /** How many of these rows, which have no key, look like existing records. */
  countDuplicates?(db: Database, actor: Actor, rows: Row[]): Promise<number>
  /** Locks what the rows are added to until the commit. Returns why nothing can be added to it. */
  lockTarget?(db: Database, actor: Actor, job: JobOf<K>): Promise<string | undefined>
  /** Adds rows in order, and skips those whose key was taken since the check. */
  add(db: Database, actor: Actor, job: JobOf<K>, rows: Row[]): Promise<AddedRecord[]>
}

/** Rows for jsonb_to_recordset by column, numbered so that SQL can keep their order. */
export function toRecordset(rows: object[]): string {
  return JSON.stringify(rows.map((row, n) => ({ ...byColumn(row), n })))
}

function byColumn(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([property, value]) => [columnName(property), value]),
  )
}
