import 'server-only'
import { redirect } from 'next/navigation'
import type { Actor } from '@/lib/auth/actor'
import { reauthorize } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { statusOf } from '@/lib/transport/api-response'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'
import { toCsv } from '@/lib/transport/to-csv'

const RECHECK_MS = 1_000

type CsvFile<Row> = {
  fileName: string
  columns: readonly string[]
  toCells(row: Row): string[]
  batches: AsyncIterable<Row[]> | Iterable<Row[]>
}

/**
 * Streams a CSV file (RFC 4180, UTF-8 with a byte-order mark) to the signed-in user. `page` offers
 * the file. It says why there is none, and is where a sign-in leads.
 */
export async function download<Row>(
  page: string,
  open: (actor: Actor | null) => Promise<CsvFile<Row>>,
): Promise<Response> {
  const actor = await currentActor()
  if (!actor) redirect(paths.signInAndReturn(page))
  if (actor.mustChangePassword) redirect(paths.newPassword)
  try {
    const file = await open(actor)
    return new Response(toStream(encodeCsv(file, actor)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${file.fileName}"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'forbidden' || error.code === 'not-found') redirect(page)
    return new Response(error.message, { status: statusOf(error) })
  }
}

// An error cuts the connection, so that the browser reports the file as incomplete.
async function* encodeCsv<Row>(file: CsvFile<Row>, actor: Actor): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  const requireActor = repeatedly(() => reauthorize(actor, downloadOperation))
  yield encoder.encode(`\uFEFF${toCsv([[...file.columns]])}`)
  try {
    for await (const rows of file.batches) {
      await requireActor()
      yield encoder.encode(toCsv(rows.map(file.toCells)))
    }
  } catch (error) {
    const { requestId } = await requestOrigin()
    log.error({ err: error, requestId }, 'CSV download failed')
    throw error
  }
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
function toStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })
}
