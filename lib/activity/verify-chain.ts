import 'server-only'
import {
  type AuditHead,
  CREATION,
  EMPTY_HEAD,
  type SealedHead,
  type SignedRow,
  signHead,
  signRow,
  TAMPERED,
} from '@/lib/activity/audit-chain'

/** How far a log is verified. A plain value, so that a job can store it between two batches. */
export type Verified = {
  organizationId: number
  /** The last row that follows the one before it. */
  head: AuditHead
  /** When the first row was written, in ISO 8601. */
  since: string | null
  /** Why the row after the head, or the stored head, is wrong. */
  problem: string | null
  /** The log is intact, but an earlier secret has signed its head. */
  needsRotation: boolean
}

export function startOfLog(organizationId: number): Verified {
  return { organizationId, head: EMPTY_HEAD, since: null, problem: null, needsRotation: false }
}

/** Verifies the rows that follow, up to the first wrong one. */
export function verifyRows(secrets: string[], start: Verified, rows: SignedRow[]): Verified {
  let verified = start
  for (const row of rows) {
    if (verified.problem) break
    verified = verifyRow(secrets, verified, row)
  }
  return verified
}

function verifyRow(secrets: string[], before: Verified, row: SignedRow): Verified {
  const problem = whyNotNext(secrets, before.head, row)
  if (problem) return { ...before, problem }
  const { seq, mac, at } = row
  return { ...before, head: { seq, mac }, since: before.since ?? at.toISOString() }
}

function whyNotNext(secrets: string[], head: AuditHead, { mac, ...row }: SignedRow): string | null {
  const next = head.seq + 1
  if (row.seq > next) return missing(next, row.seq - 1)
  if (row.seq < next) return `row ${row.seq} does not belong to the log.`
  const isDate = Number.isFinite(row.at.getTime())
  if (!isDate || !secrets.some((secret) => mac === signRow(secret, row, head.mac))) {
    return `row ${row.seq} was changed, or was not signed with AUDIT_SECRET.`
  }
  if (row.operation === TAMPERED) return `row ${row.seq} records that rows before it were changed.`
  if (row.seq === 1 && row.operation !== CREATION) return 'the rows before row 1 were removed.'
  return null
}

/** Verifies the stored head after the last row. */
export function verifyHead(
  secrets: string[],
  verified: Verified,
  stored: SealedHead | undefined,
): Verified {
  const { organizationId, head, problem } = verified
  if (problem) return verified
  if (!stored) return { ...verified, problem: 'the head of the log was removed.' }
  if (stored.seq > head.seq) return { ...verified, problem: missing(head.seq + 1, stored.seq) }
  if (stored.seq < head.seq || stored.mac !== head.mac) {
    return { ...verified, problem: 'the head of the log was changed.' }
  }
  const signer = secrets.findIndex(
    (secret) => stored.seal === signHead(secret, organizationId, head),
  )
  if (signer >= 0 && head.seq > 0) return { ...verified, needsRotation: signer > 0 }
  const reason = 'the head of the log was changed, or was not signed with AUDIT_SECRET.'
  return { ...verified, problem: reason }
}

function missing(from: number, to: number): string {
  return from === to ? `row ${from} is missing.` : `rows ${from} to ${to} are missing.`
}
