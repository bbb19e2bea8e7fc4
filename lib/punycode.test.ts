import { domainToASCII, domainToUnicode } from 'node:url'
import { expect, test } from 'vitest'
import { decodePunycode } from '@/lib/punycode'

// The samples of RFC 3492, section 7.1.
test.each([
  ['egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
  ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
  ['Proprostnemluvesky-uyb24dma41a', 'Pročprostěnemluvíčesky'],
  ['-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n', '安室奈美恵-with-SUPER-MONKEYS'],
  ['MajiKoi5-783gue6qz075azm5e', 'MajiでKoiする5秒前'],
  ['de-jg4avhby1noc0d', 'パフィーdeルンバ'],
])('%s', (encoded, text) => {
  expect(decodePunycode(encoded)).toBe(text)
})

test.each(['bücher', 'müller-straße', 'i❤', '例え', '🦊fox'])('%s as Node decodes it', (label) => {
  const encoded = domainToASCII(label)
  expect(decodePunycode(encoded.slice(4))).toBe(domainToUnicode(encoded))
})

test.each(['bücher', 'z', '99999999', '?', 'b-?'])('%j is malformed', (encoded) => {
  expect(decodePunycode(encoded)).toBeUndefined()
})
