import 'server-only'
import type { z } from 'zod'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import type { Importer } from '@/lib/imports/importers'
import { claimJob, type Job, saveProgress } from '@/lib/jobs/progress'

const CHECKED_AT_ONCE = 500
const ADDED_AT_ONCE = 500

type Context = { actor: Actor; db: Database; input: { id: number }; audit: RecordAudit }
type Row = { row: number; fields: { [name: string]: string }; fault: string | null }
type Fault = { row: number; fault: string }

/** Does one bit of an import: checks the next rows of the file, or adds them. */
export async function processBatch<R extends object>(
  importer: Importer<R>,
  { actor, db, input, audit }: Context,
): Promise<boolean> {
  const job = await claimJob(db, actor, input.id)
  if (!job) return false
  if (job.state === 'checking') await check(importer, db, actor, job)
  else await add(importer, { actor, db, input, audit }, job)
  return true
}

async function check<R>(importer: Importer<R>, db: Database, actor: Actor, job: Job) {
  const rows = await nextRows(db, job, CHECKED_AT_ONCE)
  const place = rows.at(-1)?.row
  if (place === undefined) return saveProgress(db, { ...job, state: 'ready' })
  const unread = rows.filter(({ fault }) => fault !== null).length
  const faults = rows.flatMap(({ row, fields, fault: known }) => {
    const { fault } = known === null ? parseRow(importer, fields) : {}
    return fault === undefined ? [] : [{ row, fault }]
  })
  await refuse(db, job.id, faults)
  const taken = await refuseTaken(db, importer, actor, { ...job, last: place })
  const refused = unread + faults.length + taken
  await saveProgress(db, {
    ...job,
    place,
    refused: job.refused + refused,
    done: job.done + rows.length - refused,
  })
}

/** Refuses rows whose key an earlier good row or a record has; how many. */
function refuseTaken<R>(
  db: Database,
  { taken, exists }: Importer<R>,
  actor: Actor,
  { id, place, last }: Job & { last: number },
): Promise<number> {
  const earlier = SQL.sql`(SELECT min(e.row) FROM job_rows e
    WHERE e.job_id = r.job_id AND e.key = r.key AND e.row < r.row AND e.fault IS NULL)`
  return db.$executeRaw`
    UPDATE job_rows r SET fault = CASE WHEN ${exists(actor)} THEN ${taken}
             ELSE 'Row ' || ${earlier} || ' of the file has the same. Use another.' END
     WHERE r.job_id = ${id} AND r.row > ${place} AND r.row <= ${last} AND r.fault IS NULL
       AND r.key IS NOT NULL AND (${exists(actor)} OR ${earlier} IS NOT NULL)`
}

async function add<R extends object>(importer: Importer<R>, context: Context, job: Job) {
  const { actor, db, audit } = context
  const rows = await nextRows(db, job, ADDED_AT_ONCE)
  const place = rows.at(-1)?.row
  if (place === undefined) return finish(db, job)
  const parsed = rows.map(({ row, fields }) => ({ row, ...parseRow(importer, fields) }))
  const good = parsed.flatMap(({ row, value }) => (value ? [{ row, value }] : []))
  const made = await importer.add(
    db,
    actor,
    job,
    good.map(({ value }) => value),
  )
  const ids = new Map(made.map(({ id, key }) => [key, id]))
  const faults: Fault[] = parsed.flatMap(({ row, fault }) => (fault ? [{ row, fault }] : []))
  for (const { row, value } of good) {
    const key = importer.keyOf(value)
    const id = ids.get(key)
    ids.delete(key)
    if (id === undefined) faults.push({ row, fault: importer.taken })
    else audit({ target: { type: importer.target, id }, detail: { after: value } })
  }
  await refuse(db, job.id, faults)
  const [done, refused] = [job.done + made.length, job.refused + faults.length]
  await saveProgress(db, { ...job, place, done, refused })
}

async function finish(db: Database, job: Job): Promise<void> {
  await db.$executeRaw`DELETE FROM job_rows WHERE job_id = ${job.id} AND fault IS NULL`
  await saveProgress(db, { ...job, state: 'done' })
}

function nextRows(db: Database, { id, place, state }: Job, size: number): Promise<Row[]> {
  const good = state === 'running' ? SQL.sql`AND fault IS NULL` : SQL.empty
  return db.$queryRaw<Row[]>`
    SELECT row, fields, fault FROM job_rows WHERE job_id = ${id} AND row > ${place} ${good}
     ORDER BY row LIMIT ${size}`
}

async function refuse(db: Database, id: number, faults: Fault[]): Promise<void> {
  if (faults.length === 0) return
  await db.$executeRaw`
    UPDATE job_rows r SET fault = f.fault
      FROM jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) AS f (row int, fault text)
     WHERE r.job_id = ${id} AND r.row = f.row`
}

function parseRow<R>(
  { schema }: Importer<R>,
  fields: Row['fields'],
): { value: R; fault?: never } | { value?: never; fault: string } {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { value: parsed.data }
  return { fault: sentenceOf(parsed.error) }
}

function sentenceOf({ issues }: z.ZodError): string {
  return [...new Set(issues.map(({ message }) => message))].join(' ')
}
