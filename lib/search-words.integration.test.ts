import pg from 'pg'
import { expect, test } from 'vitest'
import { UNSPACED } from '@/lib/search-words'

// The first plane, and every 256th character of the others.
const characters = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter(
    (code) => code > 0 && (code < 0xd800 || (code > 0xdfff && code < 0x10000) || code % 256 === 0),
  )
  .map((code) => String.fromCodePoint(code))

test('the program and the database agree on which writing has no spaces', async () => {
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  const { rows } = await owner.query<{ character: string }>(
    `SELECT character FROM unnest($1::text[]) AS character
      WHERE unspaced_parts(character) IS NOT NULL`,
    [characters],
  )
  await owner.end()
  const unspaced = new RegExp(`[${UNSPACED}]`, 'u')
  expect(rows.map(({ character }) => character)).toEqual(
    characters.filter((character) => unspaced.test(character)),
  )
})
