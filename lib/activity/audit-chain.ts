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

/** A row as it is stored. */
export type SignedRow = AuditRow & { mac: string }

/** The last row. */
export type AuditHead = { seq: number; mac: string }

/** A head as it is stored. */
export type SealedHead = AuditHead & { seal: string }

export const EMPTY_HEAD: AuditHead = { seq: 0, mac: '' }

/** The operation of the first row of every log. */
export const CREATION = 'organization.create'
/** The operation of a row that follows a head which nobody with the secret has signed. */
export const TAMPERED = 'audit.tampered'

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

/** Signs the last row of an archive, so that cutting off the end of the file is detected. */
export function signArchive(secret: string, organizationId: number, last: AuditHead): string {
  return sign(secret, ['archive', organizationId, last.seq, last.mac])
}

/** Signs the heads of an exported log, so that removing an organization is detected. */
export function signExport(
  secret: string,
  exportedAt: string,
  heads: [organizationId: number, seq: number, mac: string][],
): string {
  return sign(secret, ['export', exportedAt, ...heads.flat()])
}

function sign(secret: string, parts: (string | number | null)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex')
}
