import { describe, expect, test } from 'vitest'
import { text } from '@/lib/text'

const name = text({ label: 'Name', max: 80 })
const note = text({ label: 'Note', max: 80, required: false, paragraph: true })
const key = text({ label: 'Key', max: 80, identifier: true })

const messageOf = (schema: typeof name, value: unknown) =>
  schema.safeParse(value).error?.issues[0]?.message

describe('a name that shows nothing is missing', () => {
  test.each([
    ['spaces', ' \t\n\u00A0\u3000\u2003'],
    ['an empty Braille cell', '\u2800'],
    ['Hangul fillers', '\u3164\u115F\u1160\uFFA0'],
    ['zero-width characters', '\u200B\u200C\u200D\u2060\uFEFF'],
    ['directional marks', '\u200E\u200F\u061C\u202A\u202C\u2066\u2069'],
    ['a soft hyphen', '\u00AD'],
    ['combining marks', '\u0301\u0308'],
    ['variation selectors', '\uFE0F\u{E0100}\u180B'],
    ['tags', '\u{E0041}\u{E007F}'],
    ['Khmer vowels that are never shown', '\u17B4\u17B5'],
    ['a null note head', '\u{1D159}'],
    ['the place of a picture', '\uFFFC'],
    ['blank hieroglyphs', '\u{13441}\u{13442}'],
    ['all of them', ' \u2800\u3164\u0301\uFE0F '],
  ])('%s', (_, value) => {
    expect(messageOf(name, value)).toBe('Name is required.')
    expect(messageOf(key, value)).toBe('Key is required.')
    expect(note.parse(value)).toBe('')
  })
})

test.each([
  ['Persian with a joiner', 'نامه\u200Cای'],
  ['Sinhala with a joiner', 'ශ්\u200Dරී'],
  ['a chillu at the end', 'ന്\u200D'],
  ['an emoji of several people', '👩\u200D👩\u200D👧'],
  ['an emoji with a variation selector', '❤\uFE0F'],
  ['a flag of tags', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
  ['Hangul', '김철수'],
  ['one accented letter', 'é'],
  ['an Arabic number sign', '\u06001'],
])('%s stays as it is', (_, value) => {
  expect(name.parse(value)).toBe(value)
})

test('what programs paste around a text is removed', () => {
  expect(name.parse('\u200E\u202A Ann\u202C\u200F\uFEFF\u2060')).toBe('Ann')
  expect(note.parse('\uFEFF a\r\nb\u200B ')).toBe('a\nb')
  expect(key.parse('\u200E\u00A0A-1\u200D\uFE0F ')).toBe('A-1')
})

describe('inside, it is rejected with its position', () => {
  test.each([
    ['a bidirectional override', 'a\u202Eb', '2 (U+202E)'],
    ['a zero-width space', '🦊a\u200Bb', '3 (U+200B)'],
    ['a control character', 'ab\0', '3 (U+0000)'],
  ])('%s', (_, value, character) => {
    const message = `contains an invisible control character. Remove character ${character} or type the text again.`
    expect(messageOf(name, value)).toBe(`Name ${message}`)
    expect(messageOf(key, value)).toBe(`Key ${message}`)
  })

  test.each([...'\u00AD\u034F\u115F\u200C\u200D\u200E\u200F\u2060\u2800\u3164\uFE0F\uFFA0\uFFF9'])(
    '%j in an identifier',
    (character) => {
      expect(messageOf(key, `A${character}1`)).toContain('Remove character 2 (U+')
    },
  )

  test.each(['\uE000', '\u0378', '\u{F0000}', '\u{10FFFD}'])(
    '%j, which systems show differently, in an identifier',
    (character) => {
      expect(messageOf(key, `A${character}`)).toContain(
        'a character that other systems may not show.',
      )
      expect(name.parse(`A${character}`)).toBe(`A${character}`)
    },
  )

  test('every format character in an identifier', () => {
    for (const character of '\u0600\u06DD\u070F\u08E2\u{110BD}') {
      expect(messageOf(key, `A${character}1`)).toContain('Remove character 2')
    }
  })
})

test('spaces of every kind are the same in an identifier', () => {
  expect(key.parse('A\u00A01\u30002')).toBe('A 1 2')
})

test('the replacement of undecodable bytes is a broken character', () => {
  for (const value of ['a\uFFFDb', '\uFFFD', 'a\uD800']) {
    expect(messageOf(name, value)).toBe('Name contains a broken character. Type it again.')
    expect(note.safeParse(value).success).toBe(false)
  }
})
