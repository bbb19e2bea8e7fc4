import 'server-only'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

const ATTEMPTS = 3

type Author = Parameters<typeof writeAudit>[1]
type Refusal = Omit<AuditEntry, 'outcome'>

// One at a time: however many are refused at once, they hold one connection.
const queue = processSingleton('denials', () => ({ written: Promise.resolve() }))

/**
 * Writes the refusal's row after its answer is decided: how long an answer takes must not tell
 * whether there is a log to write it to.
 */
export function recordDenialLater(author: Author, refusal: Refusal): void {
  queue.written = queue.written.then(() => write(author, refusal))
}

/** When every refusal so far is written. */
export function pendingDenials(): Promise<void> {
  return queue.written
}

async function write(author: Author, refusal: Refusal): Promise<void> {
  const { requestId } = author.origin
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await transaction((db) => writeAudit(db, author, [{ ...refusal, outcome: 'refused' }]))
    } catch (error) {
      log.error({ err: error, requestId, attempt }, 'a refusal was not written to the audit log')
    }
  }
}
