import { paths } from '@/lib/paths'
import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { redirect } from 'next/navigation'
import type { Actor } from '@/lib/auth/actor'
import { escapeFormula } from '@/lib/csv'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { statusOf } from '@/lib/transport/api-response'
import { currentActor, requestOrigin } from '@/lib/transport/request'

/** A table that is written while it is read: its rows come batch by batch. */
type Table<Row> = {
  file: string
  head: readonly string[]
  cells(row: Row): string[]
  rows: AsyncIterable<Row[]> | Iterable<Row[]>
}

/**
 * The CSV file that an operation gives to whoever is signed in: UTF-8 with its mark, lines as RFC
 * 4180 wants them, and no cell that a spreadsheet would work out.
 */
export async function download<Row>(
  { pathname, search }: URL,
  table: (actor: Actor | null) => Promise<Table<Row>>,
): Promise<Response> {
  const actor = await currentActor()
  if (!actor) redirect(paths.signInAndReturn(pathname + search))
  if (actor.mustChangePassword) redirect(paths.newPassword)
  try {
    const made = await table(actor)
    return new Response(streamOf(lines(made)), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="${made.file}"`,
        'Cache-Control': 'no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return new Response(error.message, { status: statusOf(error) })
  }
}

async function* lines<Row>({ head, cells, rows }: Table<Row>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`\uFEFF${csv([[...head]])}`)
  try {
    for await (const batch of rows) yield encoder.encode(csv(batch.map(cells)))
  } catch (error) {
    const { requestId } = await requestOrigin()
    log.error({ err: error, requestId }, 'a download broke off')
    throw error
  }
}

// Read on only when the other end has room; given up when it has gone.
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

function csv(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map(escapeFormula)),
    { record_delimiter: 'windows' },
  )
}
