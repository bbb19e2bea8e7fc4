import type pg from 'pg'
import { CREATION, EMPTY_HEAD, signHead, signRow } from '@/lib/activity/audit-chain'
import { env } from '@/lib/env'

const oldRow = {
  operation: 'accounts.update',
  outcome: 'done',
  actorId: null,
  actorEmail: null,
  targetType: null,
  targetId: null,
  address: '',
  requestId: '',
}

/** Replaces the log of the organization by one that was written at this time. */
export async function replaceLog(
  owner: pg.Client,
  organizationId: number,
  { count, at }: { count: number; at: Date | Date[] },
): Promise<void> {
  const secret = env().AUDIT_SECRET
  let head = EMPTY_HEAD
  const rows = Array.from({ length: count }, (_, n) => {
    const detail = `{"n":${n},"name":"Zoë\u2028"}`
    const operation = n === 0 ? CREATION : oldRow.operation
    const time = Array.isArray(at) ? (at[n] ?? new Date()) : at
    const row = { ...oldRow, organizationId, seq: n + 1, at: time, operation, detail }
    const mac = signRow(secret, row, head.mac)
    head = { seq: row.seq, mac }
    return { ...row, mac }
  })
  const { seq, mac } = head
  await owner.query('SET session_replication_role = replica')
  await owner.query('DELETE FROM audit_events WHERE organization_id = $1', [organizationId])
  await owner.query(
    `INSERT INTO audit_events (organization_id, seq, at, operation, outcome, address, request_id, detail, mac)
     SELECT $1, seq, at, operation, outcome, address, "requestId", detail, mac
       FROM jsonb_to_recordset($2) AS r (seq int, at timestamptz, operation text, outcome text,
                                         address text, "requestId" text, detail text, mac text)`,
    [organizationId, JSON.stringify(rows)],
  )
  await owner.query(
    'UPDATE audit_heads SET seq = $2, mac = $3, seal = $4 WHERE organization_id = $1',
    [organizationId, seq, mac, signHead(secret, organizationId, head)],
  )
  await owner.query('SET session_replication_role = DEFAULT')
}
