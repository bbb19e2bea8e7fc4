import 'server-only'
import type { RecordAudit } from '@/lib/activity/audit-log'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { readCsvFile, type Table } from '@/lib/imports/csv-file'
import type { FileRow } from '@/lib/imports/csv-rows'
import type { FileKind, ImportKind } from '@/lib/imports/schema'
import { addJob, addRows } from '@/lib/jobs/records'
import type { JobOf } from '@/lib/jobs/view'

const MAX_OPEN_IMPORTS = 5
// Of one statement. Its text is made without a pause.
const MAX_INSERTED_ROWS = 1_000
const MAX_INSERTED_CHARACTERS = 500_000

type NewImport<K = ImportKind> = K extends ImportKind
  ? Pick<JobOf<K>, 'kind' | 'parameters'>
  : never

type Context = { actor: Actor; db: Database; audit: RecordAudit }

export async function createImport(
  { actor, db, audit }: Context,
  rows: FileRow[],
  job: NewImport,
): Promise<{ id: number }> {
  const id = await addJob(db, actor, { ...job, state: 'checking', total: rows.length })
  for (const batch of insertBatches(rows)) await addRows(db, id, batch)
  // Files sent at the same moment take turns here, each with all of its rows stored.
  await db.$executeRaw`SELECT pg_advisory_xact_lock(4, ${actor.organizationId}::int)`
  await requireFewerImports(db, actor, MAX_OPEN_IMPORTS + 1)
  audit({ target: { type: 'job', id }, detail: { ...job.parameters, rows: rows.length } })
  return { id }
}

function* insertBatches(rows: FileRow[]): Generator<FileRow[]> {
  let batch: FileRow[] = []
  let characters = 0
  for (const row of rows) {
    batch.push(row)
    for (const cell of Object.values(row.fields)) characters += cell.length
    if (batch.length < MAX_INSERTED_ROWS && characters < MAX_INSERTED_CHARACTERS) continue
    yield batch
    batch = []
    characters = 0
  }
  if (batch.length > 0) yield batch
}

export async function readImport(
  { actor, db }: Pick<Context, 'actor' | 'db'>,
  kind: FileKind,
  content: Uint8Array,
): Promise<Table> {
  await requireFewerImports(db, actor, MAX_OPEN_IMPORTS)
  return readCsvFile(kind, content)
}

async function requireFewerImports(db: Database, { organizationId }: Actor, limit: number) {
  const open = await db.job.count({
    where: {
      organizationId,
      kind: { in: ['accounts.import', 'users.import'] },
      state: { in: ['checking', 'awaiting-confirmation', 'running'] },
    },
  })
  if (open < limit) return
  const message = `${MAX_OPEN_IMPORTS} imports are already open. Finish or cancel one first.`
  throw new AppError('conflict', message)
}
