import 'server-only'
import { isUtf8 } from 'node:buffer'
import { fieldError } from '@/lib/errors'
import { timeSlices } from '@/lib/event-loop'
import { columnOf } from '@/lib/imports/headings'
import { whyFileTooLarge } from '@/lib/imports/policy'
import type { FileKind } from '@/lib/imports/schema'

const DELIMITERS = [',', ';', '\t', '|']
// As much as is read without a pause; the header is at the beginning.
const BLOCK_BYTES = 64 * 1024
const MAX_HEADINGS = 1_000
const LINE_FEED = 10

// Excel writes and reads this line before the header. As the first line, it doesn't count as a row.
const separatorLine = /^(\s*)"?sep= ?([^\r\n"])"?[ ,;\t]*(?:\r\n|\n|\r|$)/i
const lineBreak = /\r\n|\n|\r/g

// The first bytes of ZIP files, such as .xlsx, .ods and .numbers, and of .xls.
const workbookStarts = ['504b0304', 'd0cf11e0']
const SAVE_AS_CSV = 'In your spreadsheet, save it as “CSV UTF-8”.'

const quotedCell = /"(?:[^"]|"")*"/g

/** `firstRow` is the number of the row with which the content begins. */
export type FileText = { delimiter: string; content: Uint8Array; firstRow: number }

/** Reads the encoding and the delimiter of a file; returns its rows in UTF-8. */
export async function readFileText(kind: FileKind, file: Uint8Array): Promise<FileText> {
  const reason = whyFileTooLarge(file.byteLength) ?? whyWorkbook(file) ?? (await whyNotUtf8(file))
  if (reason) throw fieldError('invalid', 'content', reason)
  const content = await decode(file)
  const start = new TextDecoder().decode(content.subarray(0, BLOCK_BYTES))
  const [line, blank = '', delimiter = ','] = separatorLine.exec(start) ?? []
  if (line === undefined) {
    return { delimiter: detectDelimiter(kind, start), content, firstRow: 1 }
  }
  const blankRows = blank.match(lineBreak)?.length ?? 0
  const rows = content.subarray(Buffer.byteLength(line))
  return { delimiter, content: rows, firstRow: blankRows === 0 ? 1 : blankRows + 2 }
}

function whyWorkbook(file: Uint8Array): string | undefined {
  const start = Buffer.from(file.subarray(0, 4)).toString('hex')
  if (!workbookStarts.includes(start)) return undefined
  return `This is a spreadsheet, not a CSV file. ${SAVE_AS_CSV}`
}

async function whyNotUtf8(file: Uint8Array): Promise<string | undefined> {
  if (utf16Encoding(file) || isUtf8(file)) return undefined
  return `The file is not UTF-8. Line ${await brokenLine(file)} can't be read. ${SAVE_AS_CSV}`
}

/** The number of the first line that is not UTF-8. */
async function brokenLine(file: Uint8Array): Promise<number> {
  const nextSlice = timeSlices()
  let line = 1
  let start = 0
  let blockBytes = BLOCK_BYTES
  while (start < file.length) {
    const end = file.indexOf(LINE_FEED, start + blockBytes - 1) + 1 || file.length
    const block = file.subarray(start, end)
    if (isUtf8(block)) {
      for (const byte of block) if (byte === LINE_FEED) line += 1
      start = end
    } else if (blockBytes === 1) return line
    // It is one of the lines of this block.
    else blockBytes = 1
    await nextSlice()
  }
  return line
}

/** Without a byte-order mark, the zero bytes of ASCII headings give UTF-16 away. */
function utf16Encoding(file: Uint8Array): string | undefined {
  const [first, second] = file
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = file.subarray(0, 32)
  const zeros = [0, 1].map(
    (half) => sample.filter((byte, n) => byte === 0 && n % 2 === half).length,
  )
  const [high = 0, low = 0] = zeros
  if (high + low < sample.length / 4 || (high > 0 && low > 0)) return undefined
  return low > 0 ? 'utf-16le' : 'utf-16be'
}

async function decode(file: Uint8Array): Promise<Uint8Array> {
  const encoding = utf16Encoding(file)
  if (encoding) return decodeUtf16(file, new TextDecoder(encoding))
  const hasByteOrderMark = file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf
  return hasByteOrderMark ? file.subarray(3) : file
}

async function decodeUtf16(file: Uint8Array, decoder: TextDecoder): Promise<Uint8Array> {
  const nextSlice = timeSlices()
  const parts: Uint8Array[] = []
  for (let start = 0; start < file.length; start += BLOCK_BYTES) {
    const text = decoder.decode(file.subarray(start, start + BLOCK_BYTES), { stream: true })
    parts.push(new TextEncoder().encode(text))
    await nextSlice()
  }
  parts.push(new TextEncoder().encode(decoder.decode()))
  return Buffer.concat(parts)
}

/** The delimiter with which most headings are known; of several, the most frequent one. */
function detectDelimiter(kind: FileKind, start: string): string {
  const unquoted = start.replace(quotedCell, (cell) =>
    cell.slice(1, -1).replace(/[\r\n,;\t]+/g, ' '),
  )
  const header = unquoted.split(/[\r\n]/).find((line) => /[^\s,;]/.test(line)) ?? ''
  const score = (delimiter: string) => {
    const cells = header.split(delimiter, MAX_HEADINGS)
    return cells.filter((cell) => columnOf(kind, cell)).length * BLOCK_BYTES + cells.length
  }
  const [best = ','] = DELIMITERS.toSorted((a, b) => score(b) - score(a))
  return best
}
