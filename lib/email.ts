import { isTooLong, removeIgnorable, trimInvisible } from '@/lib/text'

const parts = /^(.*)@(.*)$/su
const ascii = /^[\0-\x7F]*$/
// In a URL, the other ASCII characters would end the host or be decoded. The listed punctuation belongs
// to Catalan, Greek, Hebrew and Japanese words.
const hostName = /^(?:[A-Za-z0-9.\-·͵׳״・。．｡]|(?!\p{P})[\u0080-\u{10FFFF}])+$/u

const fullWidth = /[\uFE50-\uFE6F\uFF01-\uFF5E]/g
// What phones and word processors write instead of an ASCII apostrophe or hyphen.
const apostrophes = /[´‘’]/g
const hyphens = /[\u2010-\u2015\u2212]/g
// A Turkish keyboard writes I with a dot for a capital i.
const dottedI = /İ\u0307*|[Ii]\u0307+/g

// Programs copy an address with the name of its owner, a scheme, quotation marks or a separator.
const inBrackets = /<([^<>]*@[^<>]*)>[^<>@]*$/
const opening = /^["'“”„‘«(]+/
const closing = /["'“”’»)]+$/
const scheme = /^mailto:/i
const separators = /[;,]+$/

/**
 * The one form in which an address is stored and compared: lower case, without characters that
 * nobody sees or that only surround it, and with the ASCII form of an internationalized domain, which
 * browsers send. A text that is too long for an address stays as it is.
 */
export function normalizeEmail(value: string): string {
  if (isTooLong(value)) return value
  const address = unwrap(value.replace(fullWidth, (character) => character.normalize('NFKC')))
  const [, local = address, domain] = parts.exec(address) ?? []
  const lowerCase = replaceTypography(local.normalize('NFKC')).toLowerCase()
  const name = removeIgnorable(lowerCase.normalize('NFKC')).trim()
  return domain === undefined ? name : `${name}@${toAscii(replaceTypography(domain))}`
}

function replaceTypography(text: string): string {
  return text.replace(apostrophes, "'").replace(hyphens, '-').replace(dottedI, 'i')
}

function unwrap(pasted: string): string {
  const [, address = pasted] = inBrackets.exec(pasted) ?? []
  const visible = trimInvisible(trimInvisible(address).replace(separators, ''))
  const isQuoted = opening.test(visible) && closing.test(visible)
  const plain = isQuoted ? visible.replace(opening, '').replace(closing, '') : visible
  const inner = plain.replace(scheme, '')
  return inner === pasted ? inner : unwrap(inner)
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
  return domain.trim().replace(/[.\u3002\uFF61]+$/, '')
}
