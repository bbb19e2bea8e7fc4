import 'server-only'
import { readdir } from 'node:fs/promises'
import { archiveDirectory } from '@/lib/activity/archive-file'
import { type AuditHead, EMPTY_HEAD } from '@/lib/activity/audit-chain'
import type { Archive } from '@/lib/activity/verify-archive'
import { type Database, SQL } from '@/lib/db/sql'

/** Rows that can move to a file. */
export type OldRows = Archive & { lastAt: Date }

export type Limits = {
  /** How many days old the rows are at least. */
  days: number
  /** Of one file. */
  maxRows: number
}

// Of 24 hours: a day of a time zone can have 23 or 25.
const cutoff = (days: number) => SQL.sql`now() - make_interval(hours => ${days * 24}::int)`

/** The organizations with rows that are older than `days`. */
export async function organizationsToArchive(db: Database, days: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT h.organization_id AS id FROM audit_heads h,
           LATERAL (SELECT seq, at FROM audit_events e WHERE e.organization_id = h.organization_id
                     ORDER BY seq LIMIT 1) oldest
     WHERE oldest.at < ${cutoff(days)} AND oldest.seq < h.seq
     ORDER BY h.organization_id`
  return rows.map(({ id }) => id)
}

// The entry about a file leaves a single old row behind, which waits for the next ones.
export async function findOldRows(
  db: Database,
  organizationId: number,
  { days, maxRows }: Limits,
): Promise<OldRows | undefined> {
  const [rows] = await db.$queryRaw<OldRows[]>`
    SELECT h.organization_id AS "organizationId", oldest.seq AS "firstSeq", newest.seq AS "lastSeq",
           newest.mac AS "lastMac", newest.at AS "lastAt"
      FROM audit_heads h,
           LATERAL (SELECT seq FROM audit_events e WHERE e.organization_id = h.organization_id
                     ORDER BY seq LIMIT 1) oldest,
           LATERAL (SELECT seq, mac, at FROM audit_events e
                     WHERE e.organization_id = h.organization_id AND e.seq < h.seq
                       AND e.seq < oldest.seq::bigint + ${maxRows}::int
                       AND e.at < ${cutoff(days)}
                     ORDER BY seq DESC LIMIT 1) newest
     WHERE h.organization_id = ${organizationId} AND newest.seq > oldest.seq`
  return rows
}

/** The row before them, which is in a file. */
export async function headBefore(
  db: Database,
  { organizationId, firstSeq }: Archive,
): Promise<AuditHead> {
  if (firstSeq === 1) return EMPTY_HEAD
  const [archive] = await db.$queryRaw<AuditHead[]>`
    SELECT last_seq AS seq, last_mac AS mac FROM audit_archives
     WHERE organization_id = ${organizationId} AND last_seq = ${firstSeq - 1}`
  if (archive) return archive
  throw new Error(`The rows before row ${firstSeq} of organization ${organizationId} are missing.`)
}

/** The rows in a file of a server that stopped before it deleted them. */
export async function findFinishedFile(
  db: Database,
  oldRows: OldRows,
): Promise<OldRows | undefined> {
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
