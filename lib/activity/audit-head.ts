import 'server-only'
import { type AuditHead, EMPTY_HEAD, type SealedHead, signHead } from '@/lib/activity/audit-chain'
import { signingSecret, verifyingSecrets } from '@/lib/activity/audit-secrets'
import type { Database } from '@/lib/db/sql'
import { log } from '@/lib/log'
import { processSingleton } from '@/lib/process-singleton'

const MAX_KNOWN_HEADS = 1_000
const knownHeads = processSingleton('audit-heads', () => new Map<number, AuditHead>())

/** The head that this process wrote last. Another process may have moved it since. */
export function knownHead(organizationId: number): AuditHead | undefined {
  return knownHeads.get(organizationId)
}

// Also before the commit: if that fails, the next append finds another head and reads it.
export function rememberHead(organizationId: number, head: AuditHead): void {
  knownHeads.delete(organizationId)
  knownHeads.set(organizationId, head)
  const [oldest] = knownHeads.keys()
  if (knownHeads.size > MAX_KNOWN_HEADS && oldest) knownHeads.delete(oldest)
}

type LockedHead = SealedHead & { at: Date }

/**
 * Locks the head until the commit, and reads the clock of the database. A new log begins with an
 * empty head.
 */
export async function lockHead(
  db: Database,
  organizationId: number,
): Promise<{ head: AuditHead; isSigned: boolean; at: Date }> {
  const { seal, at, ...head } =
    (await selectForUpdate(db, organizationId)) ?? (await insertHead(db, organizationId))
  const isSigned = verifyingSecrets().some(
    (secret) => seal === signHead(secret, organizationId, head),
  )
  if (!isSigned) {
    log.error({ organizationId, ...head }, 'the audit head was not signed with AUDIT_SECRET')
  }
  return { head, isSigned, at }
}

async function selectForUpdate(db: Database, organizationId: number) {
  const [head] = await db.$queryRaw<LockedHead[]>`
    SELECT seq, mac, seal, clock_timestamp() AS at
      FROM audit_heads WHERE organization_id = ${organizationId} FOR UPDATE`
  return head
}

async function insertHead(db: Database, organizationId: number): Promise<LockedHead> {
  const seal = signHead(signingSecret(), organizationId, EMPTY_HEAD)
  const { seq, mac } = EMPTY_HEAD
  await db.$executeRaw`
    INSERT INTO audit_heads (organization_id, seq, mac, seal)
    VALUES (${organizationId}, ${seq}, ${mac}, ${seal}) ON CONFLICT (organization_id) DO NOTHING`
  const head = await selectForUpdate(db, organizationId)
  if (!head) throw new Error('The head of the audit log was removed while it was added.')
  return head
}

/** Whether the head is the last row. If not, the database rejects another row. */
export async function isAppendable(db: Database, organizationId: number): Promise<boolean> {
  const [log] = await db.$queryRaw<{ isAppendable: boolean }[]>`
    SELECT coalesce(h.seq, 0) = coalesce(e.seq, 0) AND coalesce(h.mac, '') = coalesce(e.mac, '')
           AS "isAppendable"
      FROM (SELECT 1) AS one
      LEFT JOIN audit_heads h ON h.organization_id = ${organizationId}
      LEFT JOIN LATERAL (SELECT seq, mac FROM audit_events WHERE organization_id = ${organizationId}
                          ORDER BY seq DESC LIMIT 1) e ON true`
  return log?.isAppendable ?? false
}
