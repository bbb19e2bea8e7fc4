import 'server-only'
import { redirect } from 'next/navigation'
import type { Actor } from '@/lib/auth/actor'
import { reauthorize } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { errorDocument } from '@/lib/transport/error-document'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'
import { toCsv } from '@/lib/transport/to-csv'

const RECHECK_MS = 1_000

type File<Row> = { fileName: string; batches: AsyncIterable<Row[]> | Iterable<Row[]> }

/** RFC 4180, UTF-8 with a byte-order mark. */
type CsvFile<Row> = File<Row> & { columns: readonly string[]; toCells(row: Row): string[] }

/** One JSON object a line. */
type NdjsonFile<Row> = File<Row> & { toJson(row: Row): object }

/**
 * Streams a file to the signed-in user. `page` offers the file. It says why there is none, and is
 * where a sign-in leads.
 */
export async function download<Row>(
  page: string,
  open: (actor: Actor | null) => Promise<CsvFile<Row> | NdjsonFile<Row>>,
): Promise<Response> {
  try {
    const actor = await currentActor()
    if (!actor) redirect(paths.signInAndReturn(page))
    if (actor.mustChangePassword) redirect(paths.newPassword)
    if (actor.mustSetUpSecondFactor) redirect(paths.setUpSecondFactor)
    const file = await open(actor)
    return await ('toJson' in file ? ndjsonResponse(file, actor) : csvResponse(file, actor))
  } catch (error) {
    const isAppError = error instanceof AppError
    if (isAppError && (error.code === 'forbidden' || error.code === 'not-found')) redirect(page)
    return errorDocument(error)
  }
}

export function csvResponse<Row>(file: CsvFile<Row>, actor: Actor): Promise<Response> {
  const head = `\uFEFF${toCsv([[...file.columns]])}`
  const encode = (rows: Row[]) => toCsv(rows.map(file.toCells))
  return fileResponse(file, actor, { type: 'text/csv', head, encode })
}

function ndjsonResponse<Row>(file: NdjsonFile<Row>, actor: Actor): Promise<Response> {
  const encode = (rows: Row[]) => rows.map((row) => `${toJsonLine(file.toJson(row))}\n`).join('')
  return fileResponse(file, actor, { type: 'application/x-ndjson', head: '', encode })
}

/** Escapes what JSON allows and some programs take for the end of a line. */
function toJsonLine(value: object): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

type Format<Row> = { type: string; head: string; encode(rows: Row[]): string }

async function fileResponse<Row>(
  file: File<Row>,
  actor: Actor,
  format: Format<Row>,
): Promise<Response> {
  const chunks = encodeFile(file, actor, format)
  // Reads the first rows before the response begins, so that their error has a status.
  const first = await chunks.next()
  return new Response(toStream(first, chunks), {
    headers: {
      'Content-Type': `${format.type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${file.fileName}"`,
      'Cache-Control': 'no-store',
    },
  })
}

// An error cuts the connection, so that the browser reports the file as incomplete.
async function* encodeFile<Row>(
  { batches }: File<Row>,
  actor: Actor,
  format: Format<Row>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const requireActor = repeatedly(() => reauthorize(actor, downloadOperation))
  let { head } = format
  for await (const rows of batches) {
    await requireActor()
    yield encoder.encode(head + format.encode(rows))
    head = ''
  }
  if (head) yield encoder.encode(head)
}

const downloadOperation = { name: 'console.download', permission: 'accounts:read' } as const

/** Runs `check` if the last time was more than a second ago. */
function repeatedly(check: () => Promise<unknown>): () => Promise<void> {
  let checkedAt = performance.now()
  return async () => {
    if (performance.now() - checkedAt < RECHECK_MS) return
    await check()
    checkedAt = performance.now()
  }
}

// Pulls the next chunk only when the client has room, and stops when the client disconnects.
// ReadableStream.from() does the same but is missing from the DOM types.
function toStream(
  first: IteratorResult<Uint8Array>,
  chunks: AsyncGenerator<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (!first.done) controller.enqueue(first.value)
    },
    async pull(controller) {
      const { value, done } = await chunks.next().catch(logAndThrow)
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}

async function logAndThrow(error: unknown): Promise<never> {
  const { requestId } = await requestOrigin()
  log.error({ err: error, requestId }, 'download failed')
  throw error
}
