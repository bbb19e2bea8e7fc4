import 'server-only'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

const ATTEMPTS = 3

type Author = Parameters<typeof writeAudit>[1]
type Denial = Omit<AuditEntry, 'outcome'>

// One at a time, so that a burst of denials takes a single connection.
const queue = processSingleton('denials', () => ({ written: Promise.resolve() }))

/**
 * Adds a denial to the audit log without waiting for it: the time a response takes must not reveal
 * whether there is an organization with a log.
 */
export function recordDenialLater(author: Author, denial: Denial): void {
  queue.written = queue.written.then(() => write(author, denial))
}

/** Resolves when all recorded denials are written. */
export function pendingDenials(): Promise<void> {
  return queue.written
}

async function write(author: Author, denial: Denial): Promise<void> {
  const { requestId } = author.origin
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await transaction((db) => writeAudit(db, author, [{ ...denial, outcome: 'refused' }]))
    } catch (error) {
      log.error(
        { err: error, requestId, attempt },
        'a denial could not be written to the audit log',
      )
    }
  }
}
