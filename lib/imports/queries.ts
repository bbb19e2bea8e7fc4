import 'server-only'
import { z } from 'zod'
import { columnName } from '@/lib/columns'
import { SQL } from '@/lib/db/sql'
import { id } from '@/lib/ids'
import { parseRow } from '@/lib/imports/batch-rows'
import { editableValues, planRows, type RowPlan } from '@/lib/imports/plan-rows'
import { userUpdateSchema } from '@/lib/imports/schema'
import type { PlannedRow, RowChange } from '@/lib/imports/view'
import { permittedJobs } from '@/lib/jobs/permissions'
import { jobNotFound, selectJobs } from '@/lib/jobs/records'
import type { JobRow } from '@/lib/jobs/view'
import { query } from '@/lib/operation'
import { fullName } from '@/lib/users/view'

const previewSchema = z.object({
  id,
  /** The number of the last row of the page before. */
  after: z.int().default(0).catch(0),
  size: z.int().min(1).max(100),
})

/** What the next rows of a checked file would do now: each with the values before and after. */
export const previewImport = query({
  name: 'imports.preview',
  permission: 'users:read',
  input: previewSchema,
  async run({ actor, db, input }): Promise<PlannedRow[]> {
    const condition = SQL.sql`id = ${input.id} AND ${permittedJobs(actor, 'read')}`
    const [job] = await selectJobs(db, condition)
    if (job?.kind !== 'users.import') throw jobNotFound()
    const rows = await db.$queryRaw<(JobRow & { key: string | null })[]>`
      SELECT row, key, fields, error FROM job_rows
       WHERE job_id = ${job.id} AND row > ${input.after} AND error IS NULL
       ORDER BY row LIMIT ${input.size}`
    const parsed = rows.map((row) => ({ ...row, parsed: parseRow(userUpdateSchema, row.fields) }))
    const plans = await planRows({ actor, db }, job.parameters.mode, parsed, { lock: false })
    return plans.map(toPlannedRow)
  },
})

function toPlannedRow(plan: RowPlan): PlannedRow {
  const { row, action } = plan
  switch (action) {
    case 'add':
      return { row, action, name: fullName(plan.value), changes: [] }
    case 'change':
      return { row, action, name: fullName(plan.before), changes: changesOf(plan) }
    case 'keep':
      return { row, action, name: fullName(plan.before), changes: [] }
    case 'reject':
      return { row, action, name: plan.error, changes: [] }
  }
}

function changesOf({ before, after }: RowPlan & { action: 'change' }): RowChange[] {
  const former = new Map<string, string | boolean>(Object.entries(editableValues(before)))
  return Object.entries(editableValues(after)).flatMap(([property, value]) => {
    const old = former.get(property)
    if (old === value) return []
    return [{ column: columnName(property), before: cellOf(old), after: cellOf(value) }]
  })
}

function cellOf(value: string | boolean | undefined): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return value ?? ''
}
