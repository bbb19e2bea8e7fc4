import { domainToASCII, domainToUnicode } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { displayEmail } from '@/lib/display-email'
import { normalizeEmail } from '@/lib/email'
import { email } from '@/lib/users/schema'

const unseen = [
  '\u00AD',
  '\u034F',
  '\u061C',
  '\u115F',
  '\u180E',
  '\u200B',
  '\u200C',
  '\u200D',
  '\u200E',
  '\u200F',
  '\u202A',
  '\u202E',
  '\u2060',
  '\u2066',
  '\u2069',
  '\u2800',
  '\u3164',
  '\uFE0F',
  '\uFEFF',
  '\uFFA0',
  '\uFFF9',
  '\u{E0041}',
  '\u{E0100}',
]

describe('characters that nobody sees are removed, wherever they were pasted', () => {
  test.each(unseen)('%j', (character) => {
    for (const pasted of [
      `${character}ann@b.test`,
      `an${character}n@b.test`,
      `ann${character}@b.test`,
      `ann@${character}b.test`,
      `ann@b${character}.test`,
      `ann@b.test${character}`,
      `ann@b.te${character}st.${character}`,
    ]) {
      expect(normalizeEmail(pasted)).toBe('ann@b.test')
      expect(email.parse(pasted)).toBe('ann@b.test')
    }
  })
})

test.each([
  ['capitals', 'ANN@B.Test', 'ann@b.test'],
  ['spaces around', ' \u00A0ann@b.test\u3000', 'ann@b.test'],
  ['a trailing dot', 'ann@b.test.', 'ann@b.test'],
  ['full-width letters', 'ａｎｎ＠ｂ．ｔｅｓｔ', 'ann@b.test'],
  ['an ideographic full stop', 'ann@b。test｡', 'ann@b.test'],
  ['an internationalized domain', 'x@bücher.test', 'x@xn--bcher-kva.test'],
  ['its ASCII form', 'x@XN--BCHER-KVA.test', 'x@xn--bcher-kva.test'],
  ['its capitals and a trailing dot', 'x@BÜCHER.TEST.', 'x@xn--bcher-kva.test'],
  ['a decomposed domain', 'x@bu\u0308cher.test', 'x@xn--bcher-kva.test'],
  ['an invisible character in it', 'x@bü\u200Echer.test', 'x@xn--bcher-kva.test'],
  ['a joiner in it', 'x@bü\u200Ccher.test\u200D', 'x@xn--bcher-kva.test'],
  ['a joiner that belongs to it', 'x@نامه\u200Cای.com', 'x@xn--mgba3gch31f060k.com'],
  ['a final sigma in capitals', 'x@ΟΔΟΣ.test', 'x@xn--pxavbq.test'],
  ['a sharp s', 'x@straße.de', 'x@xn--strae-oqa.de'],
  ['a local part with accents', 'JÖRG@b.test', 'jörg@b.test'],
  ['a local part in NFD', 'jo\u0308rg@b.test', 'jörg@b.test'],
  ['the place of a picture', '\uFFFCan\uFFFCn@b.te\uFFFCst', 'ann@b.test'],
  ['the capital i of a Turkish keyboard', 'İSMAİL@GMAİL.test', 'ismail@gmail.test'],
  ['a dotless i', 'ısmail@b.test', 'ısmail@b.test'],
  ['the apostrophe of a phone', 'o’brien@b.test', "o'brien@b.test"],
  ['the hyphens of a word processor', 'jean‑luc@b–c.test', 'jean-luc@b-c.test'],
])('%s', (_, typed, stored) => {
  expect(email.parse(typed)).toBe(stored)
  expect(email.parse(stored)).toBe(stored)
  expect(email.parse(displayEmail(stored))).toBe(stored)
})

test.each([
  '<ann@b.test>',
  'Ann Lee <ann@b.test>',
  '"Lee, Ann" <ann@b.test>;',
  'mailto:ann@b.test',
  'Ann Lee <MAILTO:ANN@b.test>',
  'ann@b.test;',
  'ann@b.test , ',
  '"ann@b.test"',
  "'ann@b.test'",
  '“ann@b.test”',
  '‘ann@b.test’',
  '«ann@b.test»',
  '(ann@b.test)',
  '＜ann＠b.test＞',
  '\u200Emailto:ann@b.test\u00A0',
  '\u00A0<\u200Eann@b.test\u200B>\uFEFF',
])('%s is pasted with what surrounds the address', (typed) => {
  expect(email.parse(typed)).toBe('ann@b.test')
})

test.each([
  'ann',
  '@b.test',
  'ann@',
  'ann@b',
  'ann@.test',
  'ann@b..test',
  'a b@b.test',
  '<>',
  '<ann>',
  'ann@b.test, bob@b.test',
  '<ann@b.test> <bob@b.test',
  'ann@b.test?subject=x',
  'ann@b.test/',
  'ann@b.test%20',
  'ann@b.“test',
  'a\uE000@b.test',
  'a\u0378@b.test',
  'a\u{E0080}\u{10FFFD}@b.test',
  'a\u0600@b.test',
  'ann@b c.test',
  'ann@bü cher.test',
  'ann@bü/cher.test',
  'ann@bü%63.test',
  'ann@bü?.test',
  'ann@ü.1',
  'ann@\u{10FFFF}.test',
  'ann@b.test\uFFFD',
  'a\uD800@b.test',
  'a\0@b.test',
  `${'a'.repeat(250)}@b.test`,
])('%j is not an email address', (typed) => {
  expect(email.safeParse(typed).success).toBe(false)
})

test('a domain that is not what it claims to be is shown as it is', () => {
  expect(displayEmail('x@xn--bcher-kva.test')).toBe('x@bücher.test')
  for (const malformed of ['x@xn--a.test', 'x@xn--.test', 'x@xn--999999999.test']) {
    expect(displayEmail(malformed)).toBe(malformed)
  }
  // Decodes to "B.test" and to "b/c.test".
  expect(displayEmail('x@xn--B-.test')).toBe('x@xn--B-.test')
  expect(displayEmail('x@xn--b/c-.test')).toBe('x@xn--b/c-.test')
})

test('normalizing is idempotent, and every spelling of a domain is one', () => {
  const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), label, (local, name) => {
      const once = normalizeEmail(`${local}@${name}.test`)
      expect(normalizeEmail(once)).toBe(once)
      expect(normalizeEmail(displayEmail(once))).toBe(once)
      const domain = domainToASCII(`${name}.test`)
      const isPlain =
        /^[\p{L}\p{M}\p{N}]+$/u.test(name) &&
        !/i\u0307/iu.test(name.normalize('NFD')) &&
        /^[a-z0-9.-]+$/.test(domain)
      if (isPlain && domain.includes('xn--')) {
        expect(normalizeEmail(`a@${name}.test`)).toBe(`a@${domain}`)
        expect(displayEmail(`a@${domain}`)).toBe(`a@${domainToUnicode(domain)}`)
      }
    }),
    { numRuns: 5_000 },
  )
})
