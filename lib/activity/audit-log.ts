import 'server-only'
import { createHmac } from 'node:crypto'
import type { Origin } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'

import { env } from '@/lib/env'

export type AuditEntry = {
  operation: string
  outcome: 'done' | 'refused'
  target?: { type: 'organization' | 'account' | 'user' | 'session' | 'job'; id: number }
  /** What was before and after, or why it was refused. Never a password or a secret. */
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
type Head = { seq: number; mac: string }

const nothing: Head = { seq: 0, mac: '' }

/**
 * Appends to the organization's audit log, each row chained to the one before it by HMAC. Locks
 * the organization's head until the commit, so it comes last in a transaction.
 */
export async function writeAudit(db: Database, author: Author, entries: AuditEntry[]) {
  if (entries.length === 0) return
  let head = await lockHead(db, author.organizationId)
  const rows = entries.map((entry) => {
    const row = auditRow(author, entry, head.seq + 1)
    const mac = macOf(row, head.mac)
    head = { seq: row.seq, mac }
    return { ...row, mac }
  })
  await append(db, author.organizationId, rows, head)
}

async function lockHead(db: Database, organizationId: number): Promise<Head> {
  const read = () => db.$queryRaw<Head[]>`
    SELECT seq, mac FROM audit_heads WHERE organization_id = ${organizationId} FOR UPDATE`
  const [head] = await read()
  if (head) return head
  await db.$executeRaw`INSERT INTO audit_heads (organization_id, seq, mac, seal)
    VALUES (${organizationId}, 0, '', '') ON CONFLICT (organization_id) DO NOTHING`
  return (await read())[0] ?? nothing
}

// In one statement, because every command waits for it.
async function append(db: Database, organizationId: number, rows: object[], head: Head) {
  await db.$executeRaw`
    WITH appended AS (
      INSERT INTO audit_events (organization_id, seq, at, operation, outcome, actor_id, actor_email,
                                target_type, target_id, address, request_id, detail, mac)
      SELECT "organizationId", seq, at, operation, outcome, "actorId", "actorEmail",
             "targetType", "targetId", address, "requestId", detail, mac
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
             "organizationId" int, seq int, at timestamptz, operation text, outcome text,
             "actorId" int, "actorEmail" text, "targetType" text, "targetId" int, address text,
             "requestId" text, detail text, mac text))
    UPDATE audit_heads SET seq = ${head.seq}, mac = ${head.mac}, seal = ${sealOf(organizationId, head)}
     WHERE organization_id = ${organizationId}`
}

function auditRow(author: Author, entry: AuditEntry, seq: number) {
  return {
    organizationId: author.organizationId,
    seq,
    at: new Date(),
    operation: entry.operation,
    outcome: entry.outcome,
    actorId: author.userId,
    actorEmail: author.email,
    targetType: entry.target?.type ?? null,
    targetId: entry.target?.id ?? null,
    address: author.origin.address,
    requestId: author.origin.requestId,
    detail: JSON.stringify(entry.detail ?? {}),
  }
}

type AuditRow = ReturnType<typeof auditRow>

/** The chained signature of a row: over all its columns and the row before it. */
function macOf(row: AuditRow, previous: string): string {
  const { organizationId, seq, at, operation, outcome, actorId, actorEmail } = row
  const { targetType, targetId, address, requestId, detail } = row
  return sign([
    'row',
    organizationId,
    seq,
    at.toISOString(),
    operation,
    outcome,
    actorId,
    actorEmail,
    targetType,
    targetId,
    address,
    requestId,
    detail,
    previous,
  ])
}

/** The signature of the head, from which no row can be derived and none derives it. */
function sealOf(organizationId: number, head: Head): string {
  return sign(['head', organizationId, head.seq, head.mac])
}

function sign(parts: (string | number | null)[]): string {
  return createHmac('sha256', env().AUDIT_SECRET).update(JSON.stringify(parts)).digest('hex')
}
