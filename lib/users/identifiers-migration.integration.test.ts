import { afterAll, beforeAll, expect, test } from 'vitest'
import { normalizeEmail } from '@/lib/email'
import { databaseBefore } from '@/lib/testing/migrations'

let database: Awaited<ReturnType<typeof databaseBefore>>

const domains = [
  'bücher.test',
  'straße.de',
  'οδος.test',
  '例え.テスト',
  'пример.рф',
  'مثال.إختبار',
  'नमस्ते.भारत',
  'i❤.ws',
  '🦊.example',
  'a-ü-b.x-é.test',
  'faß.müller.example.com',
  'éééééééééééééééé.test',
  '中文字符串很长很长很长很长.中国',
  'xn--bcher-kva.ü.test',
  'نامه\u200Cای.com',
  '\u{20BB7}野屋.jp',
]

async function addUser(id: number, email: string, fields: { [column: string]: unknown } = {}) {
  const row = { first_name: 'Ann', last_name: 'Lee', external_id: '', ...fields }
  await database.db.query(
    `INSERT INTO users (id, organization_id, account_id, email, first_name, last_name, external_id,
                        search_key, password_hash, org_admin)
     VALUES ($1, 1, 1, $2, $3, $4, $5, $6, '!', $7)`,
    [id, email, row.first_name, row.last_name, row.external_id, `ann lee ${email}`, id === 1],
  )
}

async function addAccount(id: number, name: string, externalId: string, active = true) {
  await database.db.query(
    `INSERT INTO accounts (id, organization_id, name, name_key, external_id, active, default_account)
     VALUES ($1, 1, $2, $3, $4, $5, $6)`,
    [id, name, name.toLowerCase(), externalId, active, id === 1],
  )
}

beforeAll(async () => {
  database = await databaseBefore('20261202000000_identifiers_in_one_form')
  const { db } = database
  await db.query(`BEGIN; INSERT INTO organizations (id, name) VALUES (1, E'\\u2800')`)
  await addAccount(1, 'Old', 'OLD')
  await addUser(1, 'ada@example.com')
  await db.query('COMMIT')
  await addUser(2, 'x@bücher.test')
  await addUser(3, 'x@xn--bcher-kva.test')
  await addUser(4, 'y@xn--bcher-kva.test')
  await addUser(5, 'y@bücher.test')
  await addUser(6, '\u200Eann@b.test')
  await addUser(7, 'an\u00ADn@b.test')
  await addUser(8, 'jörg@b.test', { first_name: '\u3164', external_id: '\u200EU\u00A01' })
  for (const [index, domain] of domains.entries()) await addUser(100 + index, `z@${domain}`)
  await addAccount(2, 'Newer', 'A-1')
  await addAccount(3, 'Newest', '\u200EA-1')
  await addAccount(4, '\u2800', 'B\u200B-\u00A01')
  await addAccount(5, 'Clean', 'C-1\u200D')
  await addAccount(6, 'Clean and newer', 'C-1')
  await addAccount(7, 'Empty', '\u200B')
  await addAccount(8, 'Deleted', '\u200EA-1', false)
  await addAccount(9, 'Long', `${'x'.repeat(99)}\u2800`)
  await addAccount(10, 'Long and newer', 'x'.repeat(99))
  await addAccount(11, '日本', '日本-1')
  await database.migrate()
})
afterAll(() => database.drop())

async function read(table: string, columns: string) {
  const { rows } = await database.db.query(`SELECT id, ${columns} FROM ${table} ORDER BY id`)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

test('the older of two users keeps the address, and the other one stays with another', async () => {
  const users = await read('users', 'email, version')
  expect(users.get(1)).toEqual({ email: 'ada@example.com', version: 1 })
  expect(users.get(2)).toEqual({ email: 'x@xn--bcher-kva.test', version: 2 })
  expect(users.get(3)?.email).toBe('duplicate-3-x@xn--bcher-kva.test')
  expect(users.get(4)).toEqual({ email: 'y@xn--bcher-kva.test', version: 1 })
  expect(users.get(5)?.email).toBe('duplicate-5-y@xn--bcher-kva.test')
  expect(users.get(6)?.email).toBe('ann@b.test')
  expect(users.get(7)?.email).toBe('duplicate-7-ann@b.test')
  expect(users.get(8)?.email).toBe('jörg@b.test')
  expect(users.size).toBe(8 + domains.length)
})

test('every address becomes what the program stores, and is found by it', async () => {
  const users = await read('users', 'email, search_key')
  for (const [index, domain] of domains.entries()) {
    const user = users.get(100 + index)
    expect(user?.email).toBe(normalizeEmail(`z@${domain}`))
    expect(user?.search_key).toContain(user?.email)
  }
  for (const { email } of users.values()) expect(normalizeEmail(email)).toBe(email)
})

test('the older of two accounts keeps the external ID, and no account is lost', async () => {
  const accounts = await read('accounts', 'external_id')
  expect([...accounts].map(([id, { external_id }]) => [id, external_id])).toEqual([
    [1, 'OLD'],
    [2, 'A-1'],
    [3, 'A-1 (duplicate 3)'],
    [4, 'B- 1'],
    [5, 'C-1'],
    [6, 'C-1 (duplicate 6)'],
    [7, 'account-7'],
    [8, 'A-1'],
    [9, 'x'.repeat(99)],
    [10, `${'x'.repeat(76)} (duplicate 10)`],
    [11, '日本-1'],
  ])
})

test('an external ID of a user loses what nobody sees', async () => {
  expect((await read('users', 'external_id')).get(8)).toEqual({ external_id: 'U 1' })
})

test('names that show nothing get one that can be clicked', async () => {
  expect((await read('accounts', 'name, name_key')).get(4)).toEqual({
    name: 'Account 4',
    name_key: 'account 4',
  })
  expect((await read('users', 'first_name, last_name')).get(8)).toEqual({
    first_name: 'Unnamed',
    last_name: 'Lee',
  })
  expect((await read('organizations', 'name')).get(1)).toEqual({ name: 'Organization 1' })
})

test('a warning names every record that got another value', () => {
  expect(database.warnings).toEqual([
    'Users 2 and 3 had two spellings of one email address. User 3 now signs in as duplicate-3-x@xn--bcher-kva.test.',
    'Users 4 and 5 had two spellings of one email address. User 5 now signs in as duplicate-5-y@xn--bcher-kva.test.',
    'Users 6 and 7 had two spellings of one email address. User 7 now signs in as duplicate-7-ann@b.test.',
    'Accounts 2 and 3 had external IDs that look alike. The external ID of account 3 now ends with "(duplicate 3)".',
    'Accounts 5 and 6 had external IDs that look alike. The external ID of account 6 now ends with "(duplicate 6)".',
    'Accounts 9 and 10 had external IDs that look alike. The external ID of account 10 now ends with "(duplicate 10)".',
  ])
})

test.each([
  ["UPDATE users SET email = 'X@b.test' WHERE id = 4", 'users_email_in_one_form'],
  ["UPDATE users SET email = 'x@bücher.test' WHERE id = 4", 'users_email_in_one_form'],
  ["UPDATE users SET email = E'\\u200Ex@b.test' WHERE id = 4", 'users_email_in_one_form'],
  ["UPDATE users SET external_id = E'\\u2800' WHERE id = 4", 'users_external_id_is_visible'],
  ["UPDATE accounts SET external_id = E'A\\uFEFF' WHERE id = 2", 'accounts_external_id_is_visible'],
])('the database refuses what nobody sees: %s', async (statement, constraint) => {
  await expect(database.db.query(statement)).rejects.toThrow(constraint)
})
