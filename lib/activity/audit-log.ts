import 'server-only'
import { type AuditHead, signHead, signRow, TAMPERED } from '@/lib/activity/audit-chain'
import { knownHead, lockHead, rememberHead } from '@/lib/activity/audit-head'
import { signingSecret } from '@/lib/activity/audit-secrets'
import type { Origin } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'

export const SIGN_IN = 'session.signIn'

export type AuditEntry = {
  operation: string
  outcome: 'done' | 'refused'
  target?: {
    type: 'organization' | 'account' | 'user' | 'session' | 'job' | 'provider'
    id: number
  }
  /** The values before and after, or the reason of a denial. Never a password or a secret. */
  detail?: { [key: string]: unknown }
}

/**
 * Adds an entry to the audit log, in the transaction of the command. A batch of a job names the
 * operation that it repeats, such as accounts.delete.
 */
export type RecordAudit = (
  entry: Omit<AuditEntry, 'operation' | 'outcome'> & { operation?: string },
) => void

type Author = {
  organizationId: number
  userId: number | null
  email: string | null
  origin: Origin
}

/** Records in the log itself that its head was changed by another program. */
const tampered: AuditEntry = {
  operation: TAMPERED,
  outcome: 'done',
  detail: { reason: 'The head of the audit log was not signed with AUDIT_SECRET.' },
}

/**
 * Appends to the organization's audit log, each row chained to the one before it by HMAC. Keeps
 * the head locked until the commit, so call it last in a transaction. `at` is the time by the clock
 * of the database; without it, the head is read with the time.
 */
export async function writeAudit(db: Database, author: Author, entries: AuditEntry[], at?: Date) {
  if (entries.length === 0) return
  const { organizationId } = author
  // The head that this process wrote last is usually still the head, which saves reading it.
  const known = at && knownHead(organizationId)
  const head =
    (known && (await append(db, author, entries, { at, previous: known }))) ??
    (await appendToLockedHead(db, author, entries))
  if (!head) throw new Error('The audit log changed while its head was locked.')
  rememberHead(organizationId, head)
}

async function appendToLockedHead(db: Database, author: Author, entries: AuditEntry[]) {
  const { head, isSigned, at } = await lockHead(db, author.organizationId)
  if (isSigned) return append(db, author, entries, { at, previous: head })
  // Signing the new head would hide that rows were cut off before it.
  const program = { ...author, userId: null, email: null }
  const next = await append(db, program, [tampered], { at, previous: head })
  return next && append(db, author, entries, { at, previous: next })
}

type Place = { previous: AuditHead; at: Date }

/** Appends after this head and returns the new one; undefined if it is no longer the head. */
async function append(
  db: Database,
  author: Author,
  entries: AuditEntry[],
  { previous, at }: Place,
): Promise<AuditHead | undefined> {
  const { organizationId } = author
  const secret = signingSecret()
  let head = previous
  const rows = entries.map((entry) => {
    const row = { ...auditRow(author, entry), seq: head.seq + 1, at }
    const mac = signRow(secret, row, head.mac)
    head = { seq: row.seq, mac }
    return { ...row, mac }
  })
  const inserted = await db.$executeRaw`
    WITH head AS (
      UPDATE audit_heads SET seq = ${head.seq}, mac = ${head.mac},
             seal = ${signHead(secret, organizationId, head)}
       WHERE organization_id = ${organizationId} AND seq = ${previous.seq} AND mac = ${previous.mac}
      RETURNING organization_id)
    INSERT INTO audit_events (organization_id, seq, at, operation, outcome, actor_id, actor_email,
                              target_type, target_id, address, request_id, detail, mac)
    SELECT head.organization_id, seq, at, operation, outcome, "actorId", "actorEmail",
           "targetType", "targetId", address, "requestId", detail, mac
      FROM head, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
           seq int, at timestamptz, operation text, outcome text, "actorId" int,
           "actorEmail" text, "targetType" text, "targetId" int, address text,
           "requestId" text, detail text, mac text)`
  return inserted > 0 ? head : undefined
}

function auditRow(author: Author, entry: AuditEntry) {
  const { organizationId, userId, email, origin } = author
  return {
    organizationId,
    operation: entry.operation,
    outcome: entry.outcome,
    actorId: userId,
    actorEmail: email,
    targetType: entry.target?.type ?? null,
    targetId: entry.target?.id ?? null,
    address: origin.address,
    requestId: origin.requestId,
    detail: JSON.stringify(detailOf(entry, origin)),
  }
}

/** A sign-in, or one that was denied, names the browser, by which people recognize their own. */
function detailOf({ operation, detail = {} }: AuditEntry, { userAgent }: Origin) {
  return operation === SIGN_IN ? { ...detail, userAgent } : detail
}
