import { removeIgnorable } from '@/lib/text'

// The at sign also comes full-width and small.
const parts = /^(.*)[@\uFF20\uFE6B](.*)$/su
const ascii = /^[\0-\x7F]*$/
// In a URL, the other ASCII characters would end the host or be decoded.
const hostName = /^[A-Za-z0-9.\-\u0080-\u{10FFFF}]+$/u

/**
 * The one form in which an address is stored and compared: lower case, without characters that
 * nobody sees, and with the ASCII form of an internationalized domain, which browsers send.
 */
export function normalizeEmail(value: string): string {
  const [, local = value, domain] = parts.exec(value) ?? []
  const name = removeIgnorable(local.normalize('NFKC').toLowerCase().normalize('NFKC')).trim()
  return domain === undefined ? name : `${name}@${toAscii(domain)}`
}

/** Returns a domain that has no ASCII form as it is, without ignorable characters. */
function toAscii(domain: string): string {
  const visible = removeIgnorable(domain)
  const plain = trimDomain(visible.normalize('NFKC').replaceAll('\u3002', '.'))
  if (ascii.test(plain) && !/xn--/i.test(plain)) return plain.toLowerCase()
  // In some scripts a joiner is part of the name. Elsewhere it has been pasted.
  return parseHost(domain) ?? parseHost(visible) ?? visible
}

function parseHost(domain: string): string | undefined {
  const host = trimDomain(domain)
  if (!hostName.test(host) || !URL.canParse(`http://${host}`)) return undefined
  return trimDomain(new URL(`http://${host}`).hostname)
}

function trimDomain(domain: string): string {
  return domain.trim().replace(/[.\u3002\uFF0E\uFF61]+$/, '')
}
