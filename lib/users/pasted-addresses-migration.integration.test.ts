import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchKeys } from '@/lib/accounts/search-keys'
import { normalizeEmail } from '@/lib/email'
import { databaseBefore } from '@/lib/testing/migrations'
import { searchKey } from '@/lib/users/search-key'

const emails = [
  'ada@example.com',
  'o’brien@b.test',
  'jean‑luc@b.test',
  'i̇smai̇l@b.test',
  "o'neill@b.test",
  'o‘neill@b.test',
  'o’hara@b.test',
  "o'hara@b.test",
  'an\uFFFCn@b.test',
  'ann2@b.test',
]

const variants = '邊邉澤濱濵廣櫻齋齊國嶋嶌瀧惠德眞峯冨榮黑淵龍關萬條舘嵜'

let database: Awaited<ReturnType<typeof databaseBefore>>
beforeAll(async () => {
  database = await databaseBefore('20261213000000_pasted_addresses')
  const { db } = database
  await db.query(
    `BEGIN;
     INSERT INTO organizations (id, name) VALUES (1, 'Old');
     INSERT INTO accounts (id, organization_id, name, name_key, external_id, external_key, default_account)
     VALUES (1, 1, 'Old', 'old', 'OLD', 'old', true), (2, 1, '${variants}', '${variants}', '${variants}',
             '${variants}', false)`,
  )
  await db.query(
    `INSERT INTO users (organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, org_admin)
     SELECT 1, 1, email, $2, 'Lee', $2 || ' lee ' || email, '!', n = 1
       FROM unnest($1::text[]) WITH ORDINALITY AS emails (email, n)`,
    [emails, variants],
  )
  await db.query('COMMIT')
  await database.migrate()
})
afterAll(() => database.drop())

const users = async () => {
  const { rows } = await database.db.query(
    `SELECT id, email, first_name AS "firstName", last_name AS "lastName", search_key AS key, version
       FROM users ORDER BY id`,
  )
  return rows
}

test('stored addresses are written as the program writes them, and no two become one', async () => {
  const rows = await users()
  expect(rows.map(({ email, version }) => [email, version])).toEqual([
    ['ada@example.com', 1],
    ["o'brien@b.test", 2],
    ['jean-luc@b.test', 2],
    ['ismail@b.test', 2],
    ["o'neill@b.test", 1],
    ["duplicate-6-o'neill@b.test", 2],
    ["o'hara@b.test", 2],
    ["duplicate-8-o'hara@b.test", 2],
    ['ann@b.test', 2],
    ['ann2@b.test', 1],
  ])
  for (const { email } of rows) expect(normalizeEmail(email)).toBe(email)
  const message = 'Users 5 and 6 had two spellings of one email address. User 6 now signs in as'
  expect(database.warnings.some((warning) => warning.includes(message))).toBe(true)
})

test('users are found by the new address, and names by every variant', async () => {
  for (const { key, ...user } of await users()) {
    for (const word of searchKey(user).split(' ')) expect(key).toContain(word)
  }
  const { rows } = await database.db.query(
    'SELECT name, external_id AS "externalId", name_key AS "nameKey", external_key AS "externalKey" FROM accounts',
  )
  for (const { name, externalId, ...keys } of rows) {
    expect(keys).toEqual(searchKeys({ name, externalId }))
  }
})
