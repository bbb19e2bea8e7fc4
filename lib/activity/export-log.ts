import 'server-only'
import { archiveName } from '@/lib/activity/archive-file'
import { EMPTY_HEAD, signExport } from '@/lib/activity/audit-chain'
import { signingSecret } from '@/lib/activity/audit-secrets'
import { organizationIds, readLog } from '@/lib/activity/read-log'
import { listArchives } from '@/lib/activity/verify-archive'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

/**
 * The logs of all organizations as NDJSON: the files with the oldest rows of each one, its other rows
 * and its head, then a signature of the heads. `scripts/verify-audit-log.mjs` verifies it.
 */
export async function* exportLogs(db: Database): AsyncGenerator<string> {
  const heads: Parameters<typeof signExport>[2] = []
  for await (const organizationId of organizationIds(db)) {
    const archives = await listArchives(db, organizationId)
    for (const archive of archives) yield toLine({ organizationId, file: archiveName(archive) })
    for await (const { rows, head } of readLog(db, organizationId)) {
      for (const row of rows) yield toLine(row)
      if (rows.length > 0) continue
      yield toLine({ organizationId, head: head ?? null })
      const { seq, mac } = head ?? EMPTY_HEAD
      heads.push([organizationId, seq, mac])
    }
    if ((await listArchives(db, organizationId)).length > archives.length) throw movedMeanwhile()
  }
  const exportedAt = new Date().toISOString()
  yield toLine({ exportedAt, mac: signExport(signingSecret(), exportedAt, heads) })
}

function movedMeanwhile(): AppError {
  const message = 'Old rows moved to a file during the export. Export the log again.'
  return new AppError('conflict', message)
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}
