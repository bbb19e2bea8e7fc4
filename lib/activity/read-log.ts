import 'server-only'
import type { SealedHead, SignedRow } from '@/lib/activity/audit-chain'
import type { Database } from '@/lib/db/sql'

const BATCH_ROWS = 1_000
// A stranger's row may have any number.
const BEFORE_ALL = -(2 ** 31) - 1

type LogBatch = { rows: SignedRow[]; head: SealedHead | undefined }

/**
 * Reads the log of an organization in batches. The last one is empty: its head belongs to the row
 * before it, also while others append to the log.
 */
export async function* readLog(db: Database, organizationId: number): AsyncGenerator<LogBatch> {
  let last: number | null | undefined = null
  while (last !== undefined) {
    const batch = await readBatch(db, organizationId, last)
    last = batch.rows.at(-1)?.seq
    yield batch
  }
}

/** The rows after this one, or from the first one on. */
export async function readBatch(
  db: Database,
  organizationId: number,
  after: number | null,
): Promise<LogBatch> {
  // Before the rows, so that a row written in between is not missing from them.
  const head = await readHead(db, organizationId)
  return { rows: await readRows(db, organizationId, after ?? BEFORE_ALL), head }
}

/** The IDs of all organizations and of all logs, in ascending order. */
export async function* organizationIds(db: Database): AsyncGenerator<number> {
  let id = await nextOrganization(db, 0)
  while (id !== null) {
    yield id
    id = await nextOrganization(db, id)
  }
}

async function nextOrganization(db: Database, after: number): Promise<number | null> {
  const [row] = await db.$queryRaw<{ id: number | null }[]>`
    SELECT least(
      (SELECT min(id) FROM organizations WHERE id > ${after}),
      (SELECT min(organization_id) FROM audit_events WHERE organization_id > ${after}),
      (SELECT min(organization_id) FROM audit_heads WHERE organization_id > ${after})) AS id`
  return row?.id ?? null
}

// With ties, because several rows may have the number of a stranger's.
async function readRows(db: Database, organizationId: number, after: number): Promise<SignedRow[]> {
  const rows = await db.$queryRaw<(Omit<SignedRow, 'at'> & { at: number })[]>`
    SELECT organization_id AS "organizationId", seq,
           (extract(epoch FROM at) * 1000)::float8 AS at, operation, outcome,
           actor_id AS "actorId", actor_email AS "actorEmail", target_type AS "targetType",
           target_id AS "targetId", address, request_id AS "requestId", detail, mac
      FROM audit_events
     WHERE organization_id = ${organizationId} AND seq > ${after}::bigint
     ORDER BY seq FETCH FIRST ${BATCH_ROWS} ROWS WITH TIES`
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

async function readHead(db: Database, organizationId: number): Promise<SealedHead | undefined> {
  const [head] = await db.$queryRaw<SealedHead[]>`
    SELECT seq, mac, seal FROM audit_heads WHERE organization_id = ${organizationId}`
  return head
}
