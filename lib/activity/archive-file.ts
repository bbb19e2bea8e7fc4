import 'server-only'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { SignedRow } from '@/lib/activity/audit-chain'
import { env } from '@/lib/env'

const CHUNK_BYTES = 2 ** 19

export type ArchiveRange = { organizationId: number; firstSeq: number; lastSeq: number }

const id = z.int().nullable()
const head = z.object({ seq: z.int(), mac: z.string() })
const row = z.strictObject({
  organizationId: z.int(),
  seq: z.int(),
  at: z.coerce.date(),
  operation: z.string(),
  outcome: z.string(),
  actorId: id,
  actorEmail: z.string().nullable(),
  targetType: z.string().nullable(),
  targetId: id,
  address: z.string(),
  requestId: z.string(),
  detail: z.string(),
  mac: z.string(),
}) satisfies z.ZodType<SignedRow>

// The first line is the row before the file, so that a file can be verified alone. The last one is
// signed, so that a file cannot be cut.
const first = z.strictObject({ organizationId: z.int(), after: head })
const last = z.strictObject({ organizationId: z.int(), archive: head, seal: z.string() })
const line = z.union([row, first, last])

export type ArchiveLine = z.output<typeof line>
type Chunk = { lines: ArchiveLine[]; offset: number; isLast: boolean }

export function archiveName({ organizationId, firstSeq, lastSeq }: ArchiveRange): string {
  return `audit-${organizationId}-${firstSeq}-${lastSeq}.ndjson`
}

export function archiveDirectory(): string {
  const { AUDIT_ARCHIVE_DIR, DATA_DIR } = env()
  return path.resolve(AUDIT_ARCHIVE_DIR ?? path.join(DATA_DIR, 'audit-archive'))
}

/** Reads half a megabyte of whole lines. Throws a ZodError for a line that isn't of an archive. */
export async function readChunk(file: string, offset: number): Promise<Chunk> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read({
      buffer: Buffer.alloc(CHUNK_BYTES),
      position: offset,
    })
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1
    const texts = buffer.toString('utf8', 0, end).split('\n').slice(0, -1)
    const lines = texts.map((text) => line.parse(JSON.parse(text)))
    return { lines, offset: offset + end, isLast: offset + bytesRead >= size }
  } finally {
    await handle.close()
  }
}

/** Writes a file that is complete and on the disk once it has its name. */
export async function writeArchive(
  name: string,
  lines: AsyncIterable<ArchiveLine>,
  check: (file: string) => Promise<void>,
): Promise<void> {
  const directory = archiveDirectory()
  const partial = path.join(directory, `.${name}.partial`)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  try {
    // The log names people and their addresses.
    await pipeline(toText(lines), createWriteStream(partial, { mode: 0o600, flush: true }))
    await check(partial)
    await rename(partial, path.join(directory, name))
    await syncDirectory(directory)
  } finally {
    await rm(partial, { force: true })
  }
}

async function* toText(lines: AsyncIterable<ArchiveLine>): AsyncGenerator<string> {
  for await (const each of lines) yield `${JSON.stringify(each)}\n`
}

async function syncDirectory(directory: string): Promise<void> {
  // Windows opens no directories.
  if (process.platform === 'win32') return
  const handle = await open(directory)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
