import 'server-only'
import { organizationIds, readBatch } from '@/lib/activity/read-log'
import { findArchive, verifyArchive } from '@/lib/activity/verify-archive'
import { startOfLog, type Verified, verifyHead, verifyRows } from '@/lib/activity/verify-chain'
import type { Database } from '@/lib/db/sql'

/** How far a log is verified, as a plain value that a job can store between two batches. */
export type Progress = {
  verified: Verified
  /** How much of the file with the next row is read, in bytes. */
  offset: number
  /** The last row that was read from the table. Null while the rows come from files. */
  lastRow: number | null
  isComplete: boolean
}

export function noProgress(organizationId: number): Progress {
  return { verified: startOfLog(organizationId), offset: 0, lastRow: null, isComplete: false }
}

/** Verifies the next rows, first those in files, and the head after the last one. */
export async function verifyNext(
  db: Database,
  secrets: string[],
  progress: Progress,
): Promise<Progress> {
  const { verified, offset, lastRow } = progress
  const archive = lastRow === null ? await findArchive(db, verified, offset) : undefined
  if (!archive) return verifyTable(db, secrets, progress)
  const step = await verifyArchive(secrets, progress, archive)
  return { ...step, lastRow, isComplete: step.verified.problem !== null }
}

async function verifyTable(
  db: Database,
  secrets: string[],
  { verified, lastRow }: Progress,
): Promise<Progress> {
  const { rows, head } = await readBatch(db, verified.organizationId, lastRow)
  const [first] = rows
  if (first && first.seq > verified.head.seq + 1 && (await findArchive(db, verified, 0))) {
    // They have left for a file since the last batch.
    return noProgress(verified.organizationId)
  }
  const last = rows.at(-1)
  const next = last ? verifyRows(secrets, verified, rows) : verifyHead(secrets, verified, head)
  const isComplete = !last || next.problem !== null
  return { verified: next, offset: 0, lastRow: last?.seq ?? lastRow, isComplete }
}

/** Verifies the logs of all organizations, one after the other. */
export async function* verifyLogs(db: Database, secrets: string[]): AsyncGenerator<Verified> {
  for await (const organizationId of organizationIds(db)) {
    yield await verifyLog(db, secrets, organizationId)
  }
}

export async function verifyLog(
  db: Database,
  secrets: string[],
  organizationId: number,
): Promise<Verified> {
  let progress = noProgress(organizationId)
  while (!progress.isComplete) progress = await verifyNext(db, secrets, progress)
  return progress.verified
}
