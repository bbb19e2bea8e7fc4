import 'server-only'
import { isUtf8 } from 'node:buffer'
import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { unescapeFormula } from '@/lib/csv'
import { fieldError } from '@/lib/errors'
import { ROWS_MAX, whyFileTooLarge } from '@/lib/imports/policy'
import { headOf, rowOf, type Table } from '@/lib/imports/rows'
import type { ImportKind } from '@/lib/imports/schema'

const SLICE = 64 * 1024
const RECORD_KB_MAX = 64

/** Reads a CSV file: UTF-8, separated by comma, semicolon or tab, with the columns' names first. */
export async function readTable(kind: ImportKind, content: Uint8Array): Promise<Table> {
  requireText(content)
  const rows: Table['rows'] = []
  let head: ReturnType<typeof headOf> | undefined
  let row = 0
  for await (const record of recordsOf(content)) {
    row += 1
    const cells = record.map(stored)
    if (!head) head = headOf(kind, cells)
    else if (cells.some((cell) => cell.trim() !== '')) rows.push(rowOf(kind, head, cells, row))
    if (rows.length > ROWS_MAX) {
      throw refused(`A file can have at most ${ROWS_MAX.toLocaleString('en')} rows. Divide it.`)
    }
  }
  if (rows.length === 0) throw refused('The file has no rows below its first line.')
  return { rows, ignored: head?.ignored ?? [] }
}

/** A refusal of the file as a whole. */
function refused(message: string) {
  return fieldError('invalid', 'content', message)
}

function requireText(content: Uint8Array): void {
  const fault = whyFileTooLarge(content.byteLength)
  if (fault) throw refused(fault)
  if (!isUtf8(content)) {
    throw refused('The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.')
  }
}

async function* recordsOf(content: Uint8Array): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter: delimiterOf(content),
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_KB_MAX * 1024,
  })
  try {
    yield* Readable.from(slices(content)).pipe(parser) as AsyncIterable<string[]>
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw refused(`The file cannot be read as CSV: ${faultOf(error)}`)
  }
}

function faultOf({ code, records }: CsvError & { records?: unknown }): string {
  const row = `row ${Number(records) + 1}`
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `a quotation mark of ${row} is not closed.`
  return `${row} is longer than ${RECORD_KB_MAX} KB. Is a quotation mark missing?`
}

// Between two slices the server does whatever else is to be done.
async function* slices(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < content.byteLength; from += SLICE) {
    yield content.subarray(from, from + SLICE)
    await breathe()
  }
}

function delimiterOf(content: Uint8Array): string {
  const begin = Buffer.from(content.subarray(0, SLICE)).toString()
  const [head = ''] = begin.split(/[\r\n]/, 1)
  const count = (sign: string) => head.split(sign).length
  const [most = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))
  return most
}

// What the database cannot keep becomes what no field may hold, so that the row is refused for it.
function stored(cell: string): string {
  return unescapeFormula(cell).replaceAll('\0', '\uFFFF')
}
