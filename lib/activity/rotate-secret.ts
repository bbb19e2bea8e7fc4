import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { transaction } from '@/lib/db/transaction'

/**
 * Adds a row that the new secret signs. From then on, nobody who knows an earlier secret can change
 * the rows before it.
 */
export function signWithNewSecret(organizationId: number, origin: Origin): Promise<void> {
  const author = { organizationId, userId: null, email: null, origin }
  return transaction((db) =>
    writeAudit(db, author, [{ operation: 'audit.rotate', outcome: 'done' }]),
  )
}
