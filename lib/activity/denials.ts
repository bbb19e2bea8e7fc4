import 'server-only'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { admitDenial, type DenialKind } from '@/lib/activity/denial-limits'
import { findTarget, type NamedTarget } from '@/lib/activity/denied-target'
import { omitUndefined } from '@/lib/changes'
import { transaction } from '@/lib/db/transaction'
import type { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

const ATTEMPTS = 3

type Author = Parameters<typeof writeAudit>[1]
type Denial = Omit<AuditEntry, 'outcome' | 'target'> & {
  target?: NamedTarget | undefined
  kind?: DenialKind
}

// One at a time, so that a burst of denials takes a single connection.
const queue = processSingleton('denials', () => ({ written: Promise.resolve() }))

/** Writes a denial to the audit log, unless the log has enough of this person. */
export async function recordDenial(author: Author, denial: Denial): Promise<void> {
  if (isAdmitted(author, denial)) await write(author, denial)
}

/**
 * The same without waiting for it: the time a response takes must not reveal whether there is an
 * organization with a log.
 */
export function recordDenialLater(author: Author, denial: Denial): void {
  if (!isAdmitted(author, denial)) return
  queue.written = queue.written.then(() => writeWithRetries(author, denial))
}

/** What the audit log says of a password that was wrong or not even verified. */
export function passwordDenial({ code, message }: AppError): Pick<Denial, 'kind' | 'detail'> {
  const kind = code === 'rate-limited' ? code : 'wrong-password'
  return { kind, detail: { reason: message } }
}

/** Resolves when all recorded denials are written. */
export function pendingDenials(): Promise<void> {
  return queue.written
}

async function writeWithRetries(author: Author, denial: Denial): Promise<void> {
  const { requestId } = author.origin
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      return await write(author, denial)
    } catch (error) {
      log.error(
        { err: error, requestId, attempt },
        'a denial could not be written to the audit log',
      )
    }
  }
}

function isAdmitted(author: Author, { operation, kind = 'denied' }: Denial): boolean {
  return admitDenial(author, { operation, kind })
}

function write(author: Author, { kind: _, target: named, ...denial }: Denial): Promise<void> {
  return transaction(async (db) => {
    const target = named && (await findTarget(db, author.organizationId, named))
    await writeAudit(db, author, [{ ...denial, ...omitUndefined({ target }), outcome: 'refused' }])
  })
}
