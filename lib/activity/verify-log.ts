import 'server-only'
import { organizationIds, readLog } from '@/lib/activity/read-log'
import { startOfLog, type Verified, verifyHead, verifyRows } from '@/lib/activity/verify-chain'
import type { Database } from '@/lib/db/sql'

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
  let verified = startOfLog(organizationId)
  for await (const { rows, head } of readLog(db, organizationId)) {
    verified = verifyRows(secrets, verified, rows)
    if (rows.length === 0) verified = verifyHead(secrets, verified, head)
    if (verified.problem) break
  }
  return verified
}
