import { isUtf8 } from 'node:buffer'
import { fieldError } from '@/lib/errors'

const encodedBytes = /(?:%[0-9a-f]{2})+/gi

/** Rejects bytes that a URL parser would replace with U+FFFD without a word. */
export function requireUtf8Query(query: string): void {
  const sequences = query.match(encodedBytes) ?? []
  if (sequences.every((bytes) => isUtf8(Buffer.from(bytes.replaceAll('%', ''), 'hex')))) return
  const message = 'The query is not valid UTF-8. Percent-encode its characters as UTF-8.'
  throw fieldError('invalid', 'query', message)
}

/** Decodes a body, without a byte-order mark. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  throw fieldError('invalid', 'body', 'The body is not valid UTF-8.')
}

/** Node reads each byte of a URL as one character. Encoded, a parser reads them as UTF-8. */
export function encodeRawBytes(url: string): string {
  return url.replace(/[\x80-\xFF]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`)
}
