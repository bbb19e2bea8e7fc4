import 'server-only'
import path from 'node:path'
import {
  type ArchiveLine,
  type ArchiveRange,
  archiveDirectory,
  archiveName,
  readChunk,
} from '@/lib/activity/archive-file'
import { signArchive } from '@/lib/activity/audit-chain'
import { type Verified, verifyRows } from '@/lib/activity/verify-chain'
import { type Database, SQL } from '@/lib/db/sql'

export type Archive = ArchiveRange & { lastMac: string }

const columns = SQL.sql`organization_id AS "organizationId", first_seq AS "firstSeq",
  last_seq AS "lastSeq", last_mac AS "lastMac"`

export function listArchives(db: Database, organizationId: number): Promise<Archive[]> {
  return db.$queryRaw<Archive[]>`
    SELECT ${columns} FROM audit_archives WHERE organization_id = ${organizationId}
     ORDER BY first_seq`
}

/** The archive with the row after this one, or with its own end still to be read. */
export async function findArchive(
  db: Database,
  { organizationId, head }: Verified,
  offset: number,
): Promise<Archive | undefined> {
  const next = head.seq + 1
  const [archive] = await db.$queryRaw<Archive[]>`
    SELECT ${columns} FROM audit_archives
     WHERE organization_id = ${organizationId} AND first_seq <= ${next}
           AND last_seq >= ${offset > 0 ? head.seq : next}
     ORDER BY first_seq LIMIT 1`
  return archive
}

type Step = { verified: Verified; offset: number }

/** Verifies the next lines of a file. The offset is 0 again after its last line. */
export async function verifyArchive(
  secrets: string[],
  { verified, offset }: Step,
  archive: Archive,
  file = path.join(archiveDirectory(), archiveName(archive)),
): Promise<Step> {
  const name = archiveName(archive)
  const fail = (problem: string) => ({ verified: { ...verified, problem }, offset })
  const chunk = await readChunk(file, offset).catch((error: unknown) => whyNotReadable(error))
  if (typeof chunk === 'string') return fail(`the file ${name} ${chunk}.`)
  const { lines, isLast } = chunk
  const next = verifyRows(secrets, verified, lines.flatMap(rowIn))
  if (next.problem) return { verified: next, offset: chunk.offset }
  if (!isLast && chunk.offset > offset) return { verified: next, offset: chunk.offset }
  const isSealed = isEnd(secrets, next, archive, lines.at(-1))
  return isSealed ? { verified: next, offset: 0 } : fail(`the end of the file ${name} was changed.`)
}

function rowIn(line: ArchiveLine) {
  return 'operation' in line ? [line] : []
}

function isEnd(
  secrets: string[],
  { organizationId, head }: Verified,
  { lastSeq, lastMac }: Archive,
  line: ArchiveLine | undefined,
): boolean {
  return (
    line !== undefined &&
    'seal' in line &&
    head.seq === lastSeq &&
    head.mac === lastMac &&
    secrets.some((secret) => line.seal === signArchive(secret, organizationId, head))
  )
}

function whyNotReadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return `is missing from ${archiveDirectory()}`
  return typeof code === 'string' ? `cannot be read (${code})` : 'was changed'
}
