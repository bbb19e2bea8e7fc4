import 'server-only'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { fieldError } from '@/lib/errors'
import { timeSlices } from '@/lib/event-loop'
import { type FileRow, type Header, readHeader, toFileRow } from '@/lib/imports/csv-rows'
import { type FileText, readFileText } from '@/lib/imports/file-text'
import { MAX_ROWS } from '@/lib/imports/policy'
import type { FileKind } from '@/lib/imports/schema'

// The parser reads a chunk without a pause.
const CHUNK_BYTES = 16 * 1024
const MAX_ROW_KB = 64
// As many as a spreadsheet has. Most can be blank.
const MAX_LINES = 1_048_576

const letter = /[\p{L}\p{N}]/u
// Old programs end a file with a control character.
const visible = /[^\s\p{Cc}\p{Cf}\uFFFF]/u

export type Table = Pick<Header, 'columns' | 'ignoredColumns'> & { rows: FileRow[] }

/**
 * Reads UTF-8 or UTF-16, separated by comma, semicolon, tab or pipe. The first row that isn't blank
 * names the columns.
 */
export async function readCsvFile(kind: FileKind, content: Uint8Array): Promise<Table> {
  const rows: FileRow[] = []
  const text = await readFileText(kind, content)
  const nextSlice = timeSlices()
  let header: Header | undefined
  let row = text.firstRow - 1
  for await (const cells of parseRecords(text)) {
    row += 1
    // Above the header, a line of delimiters is blank too, whichever delimiter it has.
    if (header) {
      if (cells.some((cell) => visible.test(cell))) rows.push(toFileRow(kind, header, cells, row))
    } else if (cells.some((cell) => letter.test(cell))) header = readHeader(kind, cells)
    if (rows.length > MAX_ROWS || row > MAX_LINES) {
      throw fileError('The file has too many rows. Split it into smaller files.')
    }
    await nextSlice()
  }
  if (!header || rows.length === 0) throw fileError('The file has no data rows.')
  return { rows, columns: header.columns, ignoredColumns: header.ignoredColumns }
}

function fileError(message: string) {
  return fieldError('invalid', 'content', message)
}

async function* parseRecords({ delimiter, content }: FileText): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    // A file put together from several can mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    ltrim: true,
    max_record_size: MAX_ROW_KB * 1024,
  })
  try {
    yield* Readable.from(chunks(content)).pipe(parser) as AsyncIterable<string[]>
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw fileError(`The file can't be read as CSV: ${describeCsvError(error)}`)
  }
}

function describeCsvError({ code, records }: CsvError & { records?: unknown }): string {
  const row = `row ${Number(records) + 1}`
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `${row} has a quotation mark that is never closed.`
  return `${row} is longer than ${MAX_ROW_KB} KB. Is a quotation mark missing?`
}

async function* chunks(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const nextSlice = timeSlices()
  for (let start = 0; start < content.byteLength; start += CHUNK_BYTES) {
    yield content.subarray(start, start + CHUNK_BYTES)
    await nextSlice()
  }
}
