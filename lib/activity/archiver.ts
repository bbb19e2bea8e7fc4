import 'server-only'
import { randomUUID } from 'node:crypto'
import { archiveOldRows, isArchived } from '@/lib/activity/archive-log'
import { organizationsToArchive } from '@/lib/activity/old-rows'
import { type Background, startLoop } from '@/lib/background-loop'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

const INTERVAL_MS = 60 * 60_000

/** Moves old rows of the audit log to files while the server runs, if the operator wants that. */
export function startArchiver(): Background {
  const { AUDIT_RETENTION_DAYS } = env()
  if (AUDIT_RETENTION_DAYS === undefined) return { stop: async () => {} }
  let round = archiveLogs(AUDIT_RETENTION_DAYS)
  return startLoop(async () => {
    const { done } = await round.next()
    if (!done) return 0
    round = archiveLogs(AUDIT_RETENTION_DAYS)
    return INTERVAL_MS
  })
}

/** File after file. What fails for one organization doesn't keep the others waiting. */
export async function* archiveLogs(days: number): AsyncGenerator<void> {
  const origin = { address: 'host', requestId: randomUUID(), userAgent: 'audit:archive' }
  const organizations = await organizationsToArchive(database(), days).catch(reportFailure)
  for (const organizationId of organizations ?? []) {
    const next = () => archiveOldRows(origin, organizationId, { days }).catch(reportFailure)
    while (isArchived(await next())) yield
  }
}

function reportFailure(error: unknown): undefined {
  log.error({ err: error }, 'old entries of the audit log could not be moved to a file')
}
