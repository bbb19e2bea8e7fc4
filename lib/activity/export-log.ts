import 'server-only'
import { EMPTY_HEAD, signExport } from '@/lib/activity/audit-chain'
import { signingSecret } from '@/lib/activity/audit-secrets'
import { organizationIds, readLog } from '@/lib/activity/read-log'
import type { Database } from '@/lib/db/sql'

/**
 * The logs of all organizations as NDJSON: the rows of each one and its head, then a signature of
 * the heads. `scripts/verify-audit-log.mjs` verifies it.
 */
export async function* exportLogs(db: Database): AsyncGenerator<string> {
  const heads: Parameters<typeof signExport>[2] = []
  for await (const organizationId of organizationIds(db)) {
    for await (const { rows, head } of readLog(db, organizationId)) {
      for (const row of rows) yield toLine(row)
      if (rows.length > 0) continue
      yield toLine({ organizationId, head: head ?? null })
      const { seq, mac } = head ?? EMPTY_HEAD
      heads.push([organizationId, seq, mac])
    }
  }
  const exportedAt = new Date().toISOString()
  yield toLine({ exportedAt, mac: signExport(signingSecret(), exportedAt, heads) })
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}
