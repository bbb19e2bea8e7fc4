import 'server-only'
import { setImmediate as breathe } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { restored } from '@/lib/csv'
import { fieldError } from '@/lib/errors'
import { columnsOf, FILE_MB_MAX, fileRules, type ImportKind, ROWS_MAX } from '@/lib/imports/schema'

type FileRow = { row: number; key?: string | undefined; fields: { [name: string]: string } }

/** The rows of a file, numbered as a spreadsheet does, and the columns that nobody asked for. */
export type Table = { rows: FileRow[]; ignored: string[] }

const AT_ONCE = 500

/** Reads a CSV file: UTF-8, separated by comma, semicolon or tab, with the columns' names first. */
export async function readTable(kind: ImportKind, content: Uint8Array): Promise<Table> {
  const text = decoded(content)
  const rows: FileRow[] = []
  let columns: string[] | undefined
  let row = 0
  for await (const cells of parser(text)) {
    row += 1
    if (row % AT_ONCE === 0) await breathe()
    if (!columns) columns = headOf(kind, cells)
    else if (cells.some((cell) => cell.trim() !== '')) rows.push(rowOf(kind, columns, cells, row))
    if (rows.length > ROWS_MAX) {
      throw refused(`A file can have at most ${ROWS_MAX.toLocaleString('en')} rows. Divide it.`)
    }
  }
  if (rows.length === 0) throw refused('The file has no rows below its first line.')
  return { rows, ignored: (columns ?? []).filter((name) => !columnsOf[kind].includes(name)) }
}

function refused(message: string) {
  return fieldError('invalid', 'content', message)
}

function decoded(content: Uint8Array): string {
  if (content.byteLength > FILE_MB_MAX * 1024 * 1024) {
    throw refused(`The file is larger than ${FILE_MB_MAX} MB. Divide it.`)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw refused('The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.')
  }
}

async function* parser(text: string): AsyncGenerator<string[]> {
  const [head = ''] = text.split('\n', 1)
  const [delimiter = ','] = [',', ';', '\t'].toSorted((a, b) => count(head, b) - count(head, a))
  const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: false }
  try {
    yield* parse(text, options) as AsyncIterable<string[]>
  } catch (error) {
    const said = error instanceof Error ? error.message.replace(/\.$/, '') : ''
    throw refused(`The file cannot be read as CSV: ${said}.`)
  }
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

function headOf(kind: ImportKind, cells: string[]): string[] {
  const names = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const missing = fileRules[kind].required.filter((name) => !names.includes(name))
  if (missing.length > 0) {
    const listed = missing.join(', ')
    throw refused(`The first line of the file must name the columns; missing: ${listed}.`)
  }
  return names
}

function rowOf(kind: ImportKind, columns: string[], cells: string[], row: number): FileRow {
  const fields: { [name: string]: string } = {}
  for (const [place, name] of columns.entries()) {
    if (columnsOf[kind].includes(name)) fields[name] = stored(restored(cells[place] ?? ''))
  }
  const key = fields[fileRules[kind].key]?.normalize('NFC').trim()
  return { row, key: kind === 'users.import' ? key?.toLowerCase() : key || undefined, fields }
}

// What the database cannot keep stays visible, so that the row is refused for it.
function stored(cell: string): string {
  return cell.toWellFormed().replaceAll('\0', '\uFFFF')
}
