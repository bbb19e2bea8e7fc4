import 'server-only'
import { normalizeEmail } from '@/lib/email'
import { fieldError } from '@/lib/errors'
import { type ImportKind, importColumns, keyColumn, requiredColumns } from '@/lib/imports/schema'
import { normalizeIdentifier } from '@/lib/text'

// More than any valid key has, and as much as an index can hold.
const MAX_KEY_LENGTH = 400
const MAX_IGNORED_COLUMNS = 20
const MAX_IGNORED_LENGTH = 60

// The file of rejected rows adds these columns; people correct that file and send it again.
const reportColumns = ['row', 'error']

export type FileRow = {
  row: number
  key?: string | undefined
  fields: { [column: string]: string }
  error?: string | undefined
}

export type Header = { width: number; positions: Map<string, number>; ignoredColumns: string[] }

export function readHeader(kind: ImportKind, cells: string[]): Header {
  const names = cells.map(toColumnName)
  const known = importColumns[kind].filter((name) => names.includes(name))
  requireColumns(kind, known)
  const repeated = known.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (repeated) throw fieldError('invalid', 'content', `Column "${repeated}" appears twice.`)
  const positions = new Map(known.map((name) => [name, names.indexOf(name)]))
  const ignoredColumns = names
    .filter((name) => name !== '' && !positions.has(name) && !reportColumns.includes(name))
    .slice(0, MAX_IGNORED_COLUMNS)
    .map((name) => [...name].slice(0, MAX_IGNORED_LENGTH).join(''))
  return { width: names.length, positions, ignoredColumns }
}

function toColumnName(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
}

function requireColumns(kind: ImportKind, known: string[]): void {
  const missing = requiredColumns[kind].filter((name) => !known.includes(name))
  if (missing.length === 0) return
  const message = `The first line must name the columns. Missing: ${missing.join(', ')}.`
  throw fieldError('invalid', 'content', message)
}

/** Rows are numbered as in a spreadsheet: the header is row 1. */
export function toFileRow(kind: ImportKind, header: Header, cells: string[], row: number): FileRow {
  const columns = [...header.positions]
  const fields = Object.fromEntries(columns.map(([name, index]) => [name, cells[index] ?? '']))
  const overflows = cells.slice(header.width).some((cell) => cell.trim() !== '')
  const error = overflows
    ? `The row has ${cells.length} cells, but the first line has ${header.width} columns. Put quotation marks around a cell that contains a comma.`
    : undefined
  return { row, key: keyOf(kind, fields), fields, error }
}

// Normalized as the schemas do, so that keys can be compared before a row is parsed.
function keyOf(kind: ImportKind, fields: FileRow['fields']): string | undefined {
  const cell = fields[keyColumn[kind]] ?? ''
  if (cell.length > MAX_KEY_LENGTH) return undefined
  const key = kind === 'users.import' ? normalizeEmail(cell) : normalizeIdentifier(cell)
  return key || undefined
}
