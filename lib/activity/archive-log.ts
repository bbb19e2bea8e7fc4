import 'server-only'
import path from 'node:path'
import {
  type ArchiveLine,
  archiveDirectory,
  archiveName,
  writeArchive,
} from '@/lib/activity/archive-file'
import { type AuditHead, signArchive } from '@/lib/activity/audit-chain'
import { writeAudit } from '@/lib/activity/audit-log'
import { signingSecret, verifyingSecrets } from '@/lib/activity/audit-secrets'
import {
  findFinishedFile,
  findOldRows,
  headBefore,
  type Limits,
  type OldRows,
} from '@/lib/activity/old-rows'
import { readBatch } from '@/lib/activity/read-log'
import { type Archive, verifyArchive } from '@/lib/activity/verify-archive'
import { startOfLog } from '@/lib/activity/verify-chain'
import type { Origin } from '@/lib/auth/actor'
import { ownerTransaction } from '@/lib/db/owner'
import type { Database } from '@/lib/db/sql'
import { log } from '@/lib/log'

const MAX_ROWS = 50_000

type Archived = { organizationId: number; entries: number; file: string }

/**
 * Moves the oldest rows of an organization to a file, if there are some that are older than `days`
 * and no other process moves rows. The last row of a log always stays.
 */
export async function archiveOldRows(
  origin: Origin,
  organizationId: number,
  { days, maxRows = MAX_ROWS }: Partial<Limits> & Pick<Limits, 'days'>,
): Promise<Archived | 'none' | 'busy'> {
  const archived = await ownerTransaction(async (db) => {
    if (!(await lockArchives(db))) return 'busy'
    const oldRows = await findOldRows(db, organizationId, { days, maxRows })
    return oldRows ? archive(db, origin, oldRows) : 'none'
  })
  if (isArchived(archived)) log.info(archived, 'old entries of the audit log were moved to a file')
  return archived
}

export function isArchived(result: Archived | 'none' | 'busy' | undefined): result is Archived {
  return typeof result === 'object'
}

async function lockArchives(db: Database): Promise<boolean> {
  const [lock] = await db.$queryRaw<{ acquired: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(6, 0) AS acquired`
  return lock?.acquired ?? false
}

/** The file is complete before the rows are deleted, in the same transaction as their entry. */
async function archive(db: Database, origin: Origin, oldRows: OldRows): Promise<Archived> {
  const before = await headBefore(db, oldRows)
  const rows = await findFinishedFile(db, oldRows)
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
