import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeFormula, unescapeFormula } from '@/lib/csv'

const risky = fc.string({
  unit: fc.constantFrom(...`='"+-@\t\r\n;,＝＋－＠ ab1`),
  maxLength: 12,
})

/** Reads cells as lenient programs do: what follows a closing quotation mark belongs to the cell. */
function readCells(file: string, delimiter: string): string[] {
  const cells = ['']
  const append = (text: string) => cells.push((cells.pop() ?? '') + text)
  let position = 0
  while (position < file.length) {
    const [quoted] =
      cells.at(-1) === '' ? (/^"(?:[^"]|"")*"?/.exec(file.slice(position)) ?? []) : []
    const character = quoted ?? file[position] ?? ''
    position += character.length
    if (quoted) append(quoted.replace(/^"|"$/g, '').replaceAll('""', '"'))
    else if ([delimiter, '\r', '\n'].includes(character)) cells.push('')
    else append(character)
  }
  return cells
}

const quote = (cell: string) => `"${escapeFormula(cell).replaceAll('"', '""')}"`

test('every cell comes back as it was', () => {
  fc.assert(
    fc.property(risky, (cell) => {
      expect(unescapeFormula(escapeFormula(cell))).toBe(cell)
    }),
    { numRuns: 5_000 },
  )
})

test.each([',', ';', '\t'])(
  'no cell starts a formula for a program that splits at %j',
  (delimiter) => {
    fc.assert(
      fc.property(fc.array(risky, { minLength: 1, maxLength: 4 }), (row) => {
        const file = row.map(quote).join(',')
        for (const cell of readCells(file, delimiter))
          expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
      { numRuns: 5_000 },
    )
  },
)

describe('only what could be a formula is escaped', () => {
  test.each([
    ['Acme', 'Acme'],
    ['', ''],
    ['a=b', 'a=b'],
    ['a-b, c+d', 'a-b, c+d'],
    ["O'Brien", "O'Brien"],
    ['=1+1', "'=1+1"],
    ["'=1", "''=1"],
    ['＝1', "'＝1"],
    ['First\n-second\n+third', "First\n'-second\n'+third"],
    ['a;=1', "a;'=1"],
    ['"=1', `'"=1`],
  ])('%j', (cell, expected) => {
    expect(escapeFormula(cell)).toBe(expected)
  })
})
