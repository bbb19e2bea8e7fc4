import 'server-only'
import { createHmac } from 'node:crypto'

export type AuditRow = {
  organizationId: number
  seq: number
  at: Date
  operation: string
  outcome: string
  actorId: number | null
  actorEmail: string | null
  targetType: string | null
  targetId: number | null
  address: string
  requestId: string
  detail: string
}

export type AuditHead = { seq: number; mac: string }

export const EMPTY_HEAD: AuditHead = { seq: 0, mac: '' }

/** Signs all columns of a row together with the signature of the row before it. */
export function signRow(secret: string, row: AuditRow, previousMac: string): string {
  return sign(secret, [
    'row',
    row.organizationId,
    row.seq,
    row.at.toISOString(),
    row.operation,
    row.outcome,
    row.actorId,
    row.actorEmail,
    row.targetType,
    row.targetId,
    row.address,
    row.requestId,
    row.detail,
    previousMac,
  ])
}

/**
 * Signs the head. No row can be derived from this signature or the other way round, so cutting off
 * the last rows is detected.
 */
export function signHead(secret: string, organizationId: number, { seq, mac }: AuditHead): string {
  return sign(secret, ['head', organizationId, seq, mac])
}

function sign(secret: string, parts: (string | number | null)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
}
