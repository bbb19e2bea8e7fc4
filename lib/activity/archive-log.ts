import 'server-only'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import {
  type ArchiveLine,
  archiveDirectory,
  archiveName,
  writeArchive,
} from '@/lib/activity/archive-file'
import { type AuditHead, EMPTY_HEAD, signArchive } from '@/lib/activity/audit-chain'
import { writeAudit } from '@/lib/activity/audit-log'
import { signingSecret, verifyingSecrets } from '@/lib/activity/audit-secrets'
import { readBatch } from '@/lib/activity/read-log'
import { type Archive, verifyArchive } from '@/lib/activity/verify-archive'
import { startOfLog } from '@/lib/activity/verify-chain'
import type { Origin } from '@/lib/auth/actor'
import { ownerTransaction } from '@/lib/db/owner'
import type { Database } from '@/lib/db/sql'
import { log } from '@/lib/log'

const MAX_ROWS = 50_000

type OldRows = Archive & { lastAt: Date }
type Archived = { organizationId: number; entries: number; file: string }

/** The organizations with rows that are older than `days`. */
export async function organizationsToArchive(db: Database, days: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT h.organization_id AS id FROM audit_heads h,
           LATERAL (SELECT seq, at FROM audit_events e WHERE e.organization_id = h.organization_id
                     ORDER BY seq LIMIT 1) oldest
     WHERE oldest.at < now() - make_interval(days => ${days}::int) AND oldest.seq < h.seq
     ORDER BY h.organization_id`
  return rows.map(({ id }) => id)
}

type Limits = { days: number; maxRows?: number }

/**
 * Moves the oldest rows of an organization to a file, if they are older than `days`. Undefined if
 * there are none, or while another server moves some. The last row of a log always stays.
 */
export async function archiveOldRows(
  origin: Origin,
  organizationId: number,
  { days, maxRows = MAX_ROWS }: Limits,
): Promise<Archived | undefined> {
  const archived = await ownerTransaction(async (db) => {
    if (!(await lockArchives(db))) return undefined
    const oldRows = await findOldRows(db, organizationId, { days, maxRows })
    return oldRows && archive(db, origin, oldRows)
  })
  if (archived) log.info(archived, 'old entries of the audit log were moved to a file')
  return archived
}

async function lockArchives(db: Database): Promise<boolean> {
  const [lock] = await db.$queryRaw<{ acquired: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(6, 0) AS acquired`
  return lock?.acquired ?? false
}

// The entry about a file leaves a single old row behind, which waits for the next ones.
async function findOldRows(db: Database, organizationId: number, limits: Required<Limits>) {
  const { days, maxRows } = limits
  const [rows] = await db.$queryRaw<OldRows[]>`
    SELECT h.organization_id AS "organizationId", oldest.seq AS "firstSeq", newest.seq AS "lastSeq",
           newest.mac AS "lastMac", newest.at AS "lastAt"
      FROM audit_heads h,
           LATERAL (SELECT seq FROM audit_events e WHERE e.organization_id = h.organization_id
                     ORDER BY seq LIMIT 1) oldest,
           LATERAL (SELECT seq, mac, at FROM audit_events e
                     WHERE e.organization_id = h.organization_id AND e.seq < h.seq
                       AND e.seq < oldest.seq::bigint + ${maxRows}::int
                       AND e.at < now() - make_interval(days => ${days}::int)
                     ORDER BY seq DESC LIMIT 1) newest
     WHERE h.organization_id = ${organizationId} AND newest.seq > oldest.seq`
  return rows
}

/** The file is complete before the rows are deleted, in the same transaction as their entry. */
async function archive(db: Database, origin: Origin, oldRows: OldRows): Promise<Archived> {
  const before = await headBefore(db, oldRows)
  const rows = await finishedFile(db, oldRows)
  const { organizationId, firstSeq, lastSeq, lastMac, lastAt } = rows ?? oldRows
  const range = { organizationId, firstSeq, lastSeq, lastMac }
  const file = archiveName(range)
  const check = (path?: string) => verifyFile(before, range, path)
  if (rows) await check()
  else await writeArchive(file, archiveLines(db, before, range), check)
  await db.$executeRaw`
    INSERT INTO audit_archives (organization_id, first_seq, last_seq, last_at, last_mac)
    VALUES (${organizationId}, ${firstSeq}, ${lastSeq}, ${lastAt}, ${lastMac})`
  const entries = await db.$executeRaw`
    DELETE FROM audit_events
     WHERE organization_id = ${organizationId} AND seq BETWEEN ${firstSeq} AND ${lastSeq}`
  const author = { organizationId, userId: null, email: null, origin }
  const detail = { entries, first: firstSeq, last: lastSeq, until: lastAt, file }
  await writeAudit(db, author, [{ operation: 'audit.archive', outcome: 'done', detail }])
  return { organizationId, entries, file: path.join(archiveDirectory(), file) }
}

async function headBefore(db: Database, { organizationId, firstSeq }: Archive): Promise<AuditHead> {
  if (firstSeq === 1) return EMPTY_HEAD
  const [archive] = await db.$queryRaw<AuditHead[]>`
    SELECT last_seq AS seq, last_mac AS mac FROM audit_archives
     WHERE organization_id = ${organizationId} AND last_seq = ${firstSeq - 1}`
  if (archive) return archive
  throw new Error(`The rows before row ${firstSeq} of organization ${organizationId} are missing.`)
}

/** What a server that stopped before it deleted the rows has written. */
async function finishedFile(db: Database, oldRows: OldRows): Promise<OldRows | undefined> {
  const { organizationId, firstSeq } = oldRows
  const names = await readdir(archiveDirectory()).catch(() => [])
  const name = new RegExp(`^audit-${organizationId}-${firstSeq}-(\\d+)\\.ndjson$`)
  const ends = names.flatMap((each) => Number(name.exec(each)?.[1] ?? []))
  const lastSeq = Math.max(...ends.filter((end) => end <= oldRows.lastSeq))
  if (!Number.isFinite(lastSeq)) return undefined
  const [row] = await db.$queryRaw<Pick<OldRows, 'lastMac' | 'lastAt'>[]>`
    SELECT mac AS "lastMac", at AS "lastAt" FROM audit_events
     WHERE organization_id = ${organizationId} AND seq = ${lastSeq}`
  return row && { ...oldRows, ...row, lastSeq }
}

async function* archiveLines(
  db: Database,
  before: AuditHead,
  { organizationId, firstSeq, lastSeq, lastMac }: Archive,
): AsyncGenerator<ArchiveLine> {
  yield { organizationId, after: before }
  for (let after = firstSeq - 1; after < lastSeq; ) {
    const { rows } = await readBatch(db, organizationId, after)
    for (const row of rows) if (row.seq <= lastSeq) yield row
    after = rows.at(-1)?.seq ?? lastSeq
  }
  const last = { seq: lastSeq, mac: lastMac }
  const seal = signArchive(signingSecret(), organizationId, last)
  yield { organizationId, archive: last, seal }
}

/** Reads a file back before its rows are deleted. */
async function verifyFile(before: AuditHead, range: Archive, file?: string): Promise<void> {
  const start = { ...startOfLog(range.organizationId), head: before }
  let step = { verified: start, offset: 0 }
  do {
    step = await verifyArchive(verifyingSecrets(), step, range, file)
    const { problem } = step.verified
    if (problem) {
      throw new Error(
        `Entries of organization ${range.organizationId} stay where they are: ${problem}`,
      )
    }
  } while (step.offset > 0)
}
