import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchKeys } from '@/lib/accounts/search-keys'
import { databaseBefore } from '@/lib/testing/migrations'
import { searchKey } from '@/lib/users/search-key'

const migration = '20261201000000_search_as_typed'

/** The keys as the program wrote them before the migration. */
function formerKey(value: string): string {
  return value
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(/\s+/g, ' ')
    .trim()
}

// Ideographs stay as they are. The others are unassigned or private.
const unchanged = /[\p{Unified_Ideograph}\p{Cn}\p{Co}]/u

// A later migration replaces these ideographs. Radicals and compatibility forms are normalized to them.
const replacedLater = /[邊邉澤濱濵廣櫻齋齊國嶋嶌瀧惠德眞峯冨榮黑淵龍關萬條舘嵜]/u

// A text of letters between every two characters, so that no space or mark meets another.
const CHARACTERS_PER_TEXT = 40

function textsWithEveryCharacter(): string[] {
  const characters = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((character) => character !== '\0' && !unchanged.test(character))
    .filter((character) => !replacedLater.test(character.normalize('NFKD')))
  const count = Math.ceil(characters.length / CHARACTERS_PER_TEXT)
  return Array.from({ length: count }, (_, n) =>
    characters.slice(n * CHARACTERS_PER_TEXT, (n + 1) * CHARACTERS_PER_TEXT).join('x'),
  )
}

const texts = [
  'Işık Yapı',
  'O´Brien’s  – Straße',
  'ΟΔΥΣΣΕΥΣ ΣΟΣ',
  'Plain Name',
  "O'Brien",
  'back`tick',
  '髙橋﨑𠮷田',
  ...textsWithEveryCharacter(),
]

let database: Awaited<ReturnType<typeof databaseBefore>>

beforeAll(async () => {
  database = await databaseBefore(migration)
  const { db } = database
  await db.query(
    `BEGIN;
     INSERT INTO organizations (id, name) VALUES (1, 'Old');
     INSERT INTO accounts (organization_id, name, name_key, external_id, default_account)
     VALUES (1, 'Old', 'old', 'OLD', true);
     INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, org_admin)
     VALUES (1, 1, 'ada@example.com', 'Ada', 'Old', 'ada old ada@example.com', '!', true);
     COMMIT`,
  )
  await db.query(
    `INSERT INTO accounts (organization_id, name, name_key, external_id, version, updated_at)
     SELECT 1, name, key, name, 7, '2026-01-01Z' FROM unnest($1::text[], $2::text[]) AS t (name, key)`,
    [texts, texts.map(formerKey)],
  )
  await db.query(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, version, updated_at)
     SELECT 1, 1, 'user' || n || '@example.com', left(name, 40), substr(name, 41), key, '!', 7, '2026-01-01Z'
       FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS t (name, key, n)
      WHERE length(name) > 40`,
    [texts, texts.map((text, n) => formerKey(userText(text, n)))],
  )
  await database.migrate()
}, 120_000)
afterAll(() => database.drop())

const userText = (text: string, n: number) => {
  const characters = [...text]
  const names = `${characters.slice(0, 40).join('')} ${characters.slice(40).join('')}`
  return `${names} user${n + 1}@example.com`
}

test('every stored account gets the keys that the program writes', async () => {
  const { rows } = await database.db.query(
    `SELECT name, external_id AS "externalId", name_key AS "nameKey", external_key AS "externalKey"
       FROM accounts`,
  )
  expect(rows.length).toBe(texts.length + 1)
  for (const { name, externalId, ...keys } of rows) {
    expect(keys).toEqual(searchKeys({ name, externalId }))
  }
})

test('every stored user gets the key that the program writes', async () => {
  const { rows } = await database.db.query(
    `SELECT first_name AS "firstName", last_name AS "lastName", email, search_key AS key FROM users`,
  )
  expect(rows.length).toBeGreaterThan(1_000)
  for (const { key, ...user } of rows) expect(key).toBe(searchKey(user))
})

test('nothing else of an account or user changes', async () => {
  const { rows } = await database.db.query(
    `SELECT DISTINCT version, updated_at AS "updatedAt" FROM accounts WHERE id > 1
      UNION SELECT DISTINCT version, updated_at FROM users WHERE id > 1`,
  )
  expect(rows).toEqual([{ version: 7, updatedAt: new Date('2026-01-01Z') }])
})
