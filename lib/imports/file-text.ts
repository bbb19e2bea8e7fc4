import 'server-only'
import { isUtf8 } from 'node:buffer'
import { fieldError } from '@/lib/errors'
import { columnOf } from '@/lib/imports/headings'
import { whyFileTooLarge } from '@/lib/imports/policy'
import type { ImportKind } from '@/lib/imports/schema'

const DELIMITERS = [',', ';', '\t']
const HEADER_BYTES = 64 * 1024

// Excel writes and reads this line before the header, and does not count it as a row.
const separatorLine = /^"?sep=([^\r\n"])"?[,;\t]*(?:\r\n|\n|\r|$)/i

const quotedCell = /"(?:[^"]|"")*"/g

export type FileText = { delimiter: string; content: Uint8Array }

/** Reads the encoding and the delimiter of a file; returns its rows in UTF-8. */
export function readFileText(kind: ImportKind, file: Uint8Array): FileText {
  const reason = whyFileTooLarge(file.byteLength) ?? whyNotUtf8(file)
  if (reason) throw fieldError('invalid', 'content', reason)
  const content = decode(file)
  const start = new TextDecoder().decode(content.subarray(0, HEADER_BYTES))
  const [line, delimiter] = separatorLine.exec(start) ?? []
  if (line === undefined) return { delimiter: detectDelimiter(kind, start), content }
  const rows = content.subarray(Buffer.byteLength(line))
  return { delimiter: delimiter ?? ',', content: rows }
}

function whyNotUtf8(file: Uint8Array): string | undefined {
  if (utf16Encoding(file) || isUtf8(file)) return undefined
  const line = 1 + lines(file).findIndex((bytes) => !isUtf8(bytes))
  return `The file is not UTF-8. Line ${line} can't be read. In your spreadsheet, save it as “CSV UTF-8”.`
}

function lines(file: Uint8Array): Uint8Array[] {
  const result: Uint8Array[] = []
  for (let start = 0; start < file.length; ) {
    const end = file.indexOf(10, start)
    const next = end < 0 ? file.length : end + 1
    result.push(file.subarray(start, next))
    start = next
  }
  return result
}

/** Without a byte-order mark, an ASCII character and its zero byte give UTF-16 away. */
function utf16Encoding([first, second]: Uint8Array): string | undefined {
  if ((first === 0xff && second === 0xfe) || (first && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second)) return 'utf-16be'
  return undefined
}

function decode(file: Uint8Array): Uint8Array {
  const encoding = utf16Encoding(file)
  if (encoding) return new TextEncoder().encode(new TextDecoder(encoding).decode(file))
  const hasByteOrderMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf
  return hasByteOrderMark ? file.subarray(3) : file
}

/** The delimiter with which most headings are known; of several, the most frequent one. */
function detectDelimiter(kind: ImportKind, start: string): string {
  const unquoted = start.replace(quotedCell, (cell) =>
    cell.slice(1, -1).replace(/[\r\n,;\t]+/g, ' '),
  )
  const header = unquoted.split(/[\r\n]/).find((line) => /[^\s,;]/.test(line)) ?? ''
  const score = (delimiter: string) => {
    const cells = header.split(delimiter)
    return cells.filter((cell) => columnOf(kind, cell)).length * HEADER_BYTES + cells.length
  }
  const [best = ','] = DELIMITERS.toSorted((a, b) => score(b) - score(a))
  return best
}
