import 'server-only'
import { unescapeFormula } from '@/lib/csv'
import { normalizeEmail } from '@/lib/email'
import { fieldError } from '@/lib/errors'
import { columnOf } from '@/lib/imports/headings'
import { headingKey } from '@/lib/imports/policy'
import { type FileKind, keyColumn, requiredColumns } from '@/lib/imports/schema'
import type { FileColumn } from '@/lib/jobs/view'
import { normalizeIdentifier } from '@/lib/text'

// More than any valid key has, and as much as an index can hold.
const MAX_KEY_LENGTH = 400
const MAX_COLUMNS = 1_000
const MAX_IGNORED_COLUMNS = 20
const MAX_HEADING_LENGTH = 60

// The parser keeps quotation marks behind a byte-order mark, where files were put together, and before
// a space.
const quoted = /^\uFEFF"([^"]*)"$|^"([^"]*)"\s+$/

// The file of rejected rows adds these columns; people correct that file and send it again.
const reportColumns = ['row', 'error']

export type FileRow = {
  row: number
  key?: string | undefined
  fields: { [column: string]: string }
  error?: string | undefined
}

export type Header = {
  headings: string[]
  /** The columns that are imported, in the order of the file. */
  columns: FileColumn[]
  positions: Map<string, number>
  ignoredColumns: string[]
}

export function readHeader(kind: FileKind, cells: string[]): Header {
  if (cells.length > MAX_COLUMNS) {
    throw fieldError('invalid', 'content', 'The file has too many columns. Remove some.')
  }
  const headings = cells.map((cell) => readCell(cell).trim())
  const all = headings.map((heading, index) => ({ heading, index, name: columnOf(kind, heading) }))
  const known = all.flatMap(({ name, ...column }) => (name ? [{ ...column, name }] : []))
  requireOnce(known)
  requireColumns(kind, known)
  return {
    headings,
    columns: known.map(({ heading, name }) => ({ heading: shorten(heading), name })),
    positions: new Map(known.map(({ name, index }) => [name, index])),
    ignoredColumns: all
      .filter(({ heading, name }) => heading !== '' && !name && !isReportColumn(heading))
      .slice(0, MAX_IGNORED_COLUMNS)
      .map(({ heading }) => shorten(heading)),
  }
}

function isReportColumn(heading: string): boolean {
  return reportColumns.includes(headingKey(heading))
}

function shorten(heading: string): string {
  return [...heading.slice(0, 2 * MAX_HEADING_LENGTH)].slice(0, MAX_HEADING_LENGTH).join('')
}

function requireOnce(known: FileColumn[]): void {
  for (const [index, { heading, name }] of known.entries()) {
    const first = known.slice(0, index).find((other) => other.name === name)
    if (!first) continue
    const same = headingKey(first.heading) === headingKey(heading)
    const message = same
      ? `Column "${name}" appears twice.`
      : `Columns "${first.heading}" and "${heading}" are both ${name}. Remove or rename one.`
    throw fieldError('invalid', 'content', message)
  }
}

function requireColumns(kind: FileKind, known: FileColumn[]): void {
  const missing = requiredColumns[kind].filter(
    (names) => !known.some(({ name }) => names.includes(name)),
  )
  if (missing.length === 0) return
  const message = `The first line must name the columns. Missing: ${missing.map((names) => names.join(' or ')).join(', ')}.`
  throw fieldError('invalid', 'content', message)
}

/** Rows are numbered as in a spreadsheet: the header is row 1. */
export function toFileRow(kind: FileKind, header: Header, cells: string[], row: number): FileRow {
  const columns = [...header.positions]
  const fields = Object.fromEntries(
    columns.map(([name, index]) => [name, readCell(cells[index] ?? '')]),
  )
  return { row, key: keyOf(kind, fields), fields, error: whyMalformed(header, cells) }
}

function whyMalformed({ headings }: Header, cells: string[]): string | undefined {
  // Files that were put together keep their headings.
  const repeats =
    headings.length > 1 &&
    headings.every((heading, n) => readCell(cells[n] ?? '').trim() === heading)
  if (repeats) return 'The row repeats the headings.'
  const overflows = cells.some((cell, n) => n >= headings.length && cell.trim() !== '')
  if (!overflows) return undefined
  return `The row has ${cells.length} cells, but the header has ${headings.length}. Put quotation marks around a cell that contains a comma or semicolon.`
}

// PostgreSQL cannot store NUL. As U+FFFF, which no field accepts, it gets the row rejected.
function readCell(cell: string): string {
  return unescapeFormula(cell.replace(quoted, '$1$2')).replaceAll('\0', '\uFFFF')
}

// Normalized as the schemas do, so that keys can be compared before a row is parsed.
function keyOf(kind: FileKind, fields: FileRow['fields']): string | undefined {
  const cell = fields[keyColumn[kind]] ?? ''
  if (cell.length > MAX_KEY_LENGTH) return undefined
  const key = kind === 'accounts.import' ? normalizeIdentifier(cell) : normalizeEmail(cell)
  return key || undefined
}
