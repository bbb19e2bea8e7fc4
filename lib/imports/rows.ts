import 'server-only'
import { fieldError } from '@/lib/errors'
import { columnsOf, fileRules, type ImportKind } from '@/lib/imports/schema'

// What no valid key reaches, and what an index can hold.
const KEY_MAX = 400
const [NAMED_MAX, NAME_MAX] = [20, 60]

// Written into the file of refused rows, which comes back when they are mended.
const own = ['row', 'error']

type FileRow = {
  row: number
  key?: string | undefined
  fields: { [name: string]: string }
  fault?: string | undefined
}

/** The rows of a file, numbered as a spreadsheet does, and the columns that nobody asked for. */
export type Table = { rows: FileRow[]; ignored: string[] }

type Head = { width: number; places: Map<string, number>; ignored: string[] }

/** Where the columns of a file are, by the names in its first line. */
export function headOf(kind: ImportKind, cells: string[]): Head {
  const names = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  )
  const known = columnsOf[kind].filter((name) => names.includes(name))
  const missing = fileRules[kind].required.filter((name) => !known.includes(name))
  if (missing.length > 0) {
    const message = `The first line of the file must name the columns; missing: ${missing.join(', ')}.`
    throw fieldError('invalid', 'content', message)
  }
  const twice = known.find((name) => names.indexOf(name) !== names.lastIndexOf(name))
  if (twice) {
    throw fieldError('invalid', 'content', `The column ${twice} is there twice. Remove one.`)
  }
  const places = new Map(known.map((name) => [name, names.indexOf(name)]))
  const others = names.filter((name) => name !== '' && !places.has(name) && !own.includes(name))
  const ignored = others.slice(0, NAMED_MAX).map((name) => [...name].slice(0, NAME_MAX).join(''))
  return { width: names.length, places, ignored }
}

/** One row, with what is wrong with it as a line of this file. */
export function rowOf(kind: ImportKind, head: Head, cells: string[], row: number): FileRow {
  const fields: { [name: string]: string } = {}
  for (const [name, place] of head.places) fields[name] = cells[place] ?? ''
  const beyond = cells.slice(head.width).some((cell) => cell.trim() !== '')
  const fault = beyond
    ? `The row has ${cells.length} cells, the first line names ${head.width} columns. A cell with a comma in it needs quotation marks around it.`
    : undefined
  return { row, key: keyOf(kind, fields), fields, fault }
}

// As the schemas will write it.
function keyOf(kind: ImportKind, fields: { [name: string]: string }): string | undefined {
  const key = fields[fileRules[kind].key]?.normalize('NFC').trim()
  if (!key || key.length > KEY_MAX) return undefined
  return kind === 'users.import' ? key.toLowerCase() : key
}
