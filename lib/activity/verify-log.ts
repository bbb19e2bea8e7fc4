import 'server-only'
import { organizationIds, readBatch } from '@/lib/activity/read-log'
import { startOfLog, type Verified, verifyHead, verifyRows } from '@/lib/activity/verify-chain'
import type { Database } from '@/lib/db/sql'

/** How far a log is verified, as a plain value that a job can store between two batches. */
export type Progress = {
  verified: Verified
  /** The last row that was read from the table. */
  lastRow: number | null
  isComplete: boolean
}

export function noProgress(organizationId: number): Progress {
  return { verified: startOfLog(organizationId), lastRow: null, isComplete: false }
}

/** Verifies the next rows, and the head after the last one. */
export async function verifyNext(
  db: Database,
  secrets: string[],
  { verified, lastRow }: Progress,
): Promise<Progress> {
  const { rows, head } = await readBatch(db, verified.organizationId, lastRow)
  const last = rows.at(-1)
  const next = last ? verifyRows(secrets, verified, rows) : verifyHead(secrets, verified, head)
  const isComplete = !last || next.problem !== null
  return { verified: next, lastRow: last?.seq ?? lastRow, isComplete }
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
