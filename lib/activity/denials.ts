import 'server-only'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'

const ATTEMPTS = 3

type Author = Parameters<typeof writeAudit>[1]
type Refusal = Omit<AuditEntry, 'outcome'>

// One at a time: however many are refused at once, they hold one connection.
let written: Promise<void> = Promise.resolve()

/**
 * Writes the refusal's row after its answer is decided: how long an answer takes must not tell
 * whether there is a log to write it to.
 */
export function recordDenialLater(author: Author, refusal: Refusal): void {
  written = written.then(() => write(author, refusal))
}

/** When every refusal so far is written. */
export function pendingDenials(): Promise<void> {
  return written
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
