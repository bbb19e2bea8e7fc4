import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileCeql, type Fields, parseWhere } from '@/lib/ceql/compile'
import { parseCeql } from '@/lib/ceql/parse'
import { database } from '@/lib/db/client'
import { SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { normalizeForSearch } from '@/lib/search-text'
import * as make from '@/lib/testing/factories'

const fields: Fields = {
  name: { kind: 'text', sql: SQL.sql`name` },
  description: { kind: 'text', sql: SQL.sql`description` },
  version: { kind: 'integer', sql: SQL.sql`version` },
  active: { kind: 'boolean', sql: SQL.sql`active` },
  extreme: { kind: 'boolean', sql: SQL.sql`version < 0 OR version > 2` },
  createdDate: { kind: 'day', sql: SQL.sql`created_at` },
}

const rows = [
  { name: 'Ada', version: -1, active: true, createdAt: '2026-01-01T23:59:59.999Z' },
  { name: 'ada', version: 0, active: true, createdAt: '2026-01-02T00:00:00.000Z' },
  { name: "O'Neil", version: 1, active: false, createdAt: '2026-01-02T23:59:59.999Z' },
  { name: '50%_\\', version: 2, active: true, createdAt: '2026-01-03T00:00:00.000Z' },
  { name: 'Café 🦊', version: 2_147_483_647, active: false, createdAt: '2026-03-29T01:30:00.000Z' },
]

let organizationId: number
beforeAll(async () => {
  organizationId = (await make.organization()).organizationId
  await database().account.createMany({
    data: rows.map((row) => ({
      ...row,
      organizationId,
      nameKey: normalizeForSearch(row.name),
      externalId: `x${row.version}`,
    })),
  })
})

async function found(where: string): Promise<string[]> {
  const condition = compileCeql(parseCeql(where), fields)
  const read = await database().$queryRaw<{ name: string }[]>`
    SELECT name FROM accounts
     WHERE organization_id = ${organizationId} AND ${condition} AND NOT default_account
     ORDER BY created_at`
  return read.map(({ name }) => name)
}

const [upper, lower, quoted, signs, fox] = ['Ada', 'ada', "O'Neil", '50%_\\', 'Café 🦊'] as const

describe('a condition finds', () => {
  test.each<[string, string[]]>([
    ["name = 'Ada'", [upper]],
    ["name != 'Ada'", [lower, quoted, signs, fox]],
    ["name = 'O''Neil'", [quoted]],
    ["name = '50%_\\'", [signs]],
    ["name = 'Cafe\u0301 🦊'", [fox]],
    ["name = ''", []],
    ["name < '6'", [signs]],
    ["name <= '50%_\\'", [signs]],
    ["name > 'Café 🦊' AND name >= 'O''Neil' AND name < 'P'", [quoted]],
    ["name IN ('ada', 'O''Neil', 'nobody', 'ada')", [lower, quoted]],
    ["name IN ('nobody')", []],
    ["name = 'x'' OR ''1''=''1'", []],
  ])('by text: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ["name LIKE 'ada'", [lower]],
    ["name LIKE '_da'", [upper, lower]],
    ["name LIKE '%🦊'", [fox]],
    ["name LIKE 'Caf_🦊'", []],
    ["name LIKE 'Caf__%'", [fox]],
    ["name LIKE 'Caf_ _'", [fox]],
    ["name LIKE '%\\'", [signs]],
    ["name LIKE '50\\%_\\'", []],
    ["name LIKE '50%\\'", [signs]],
    ["name LIKE '%''%'", [quoted]],
    ["name LIKE '%'", [upper, lower, quoted, signs, fox]],
    ["name LIKE ''", []],
  ])('by pattern: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['version = 1', [quoted]],
    ['version = +1', [quoted]],
    ['version = -1', [upper]],
    ['version = -0', [lower]],
    ['version = 007', []],
    ['version != 1', [upper, lower, signs, fox]],
    ['version < 0', [upper]],
    ['version <= 0', [upper, lower]],
    ['version > 1', [signs, fox]],
    ['version >= 1', [quoted, signs, fox]],
    ['version = 2147483647', [fox]],
    ['version >= -2147483648', [upper, lower, quoted, signs, fox]],
    ['version IN (2, -1, 5)', [upper, signs]],
  ])('by number: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['active = true', [upper, lower, signs]],
    ['active != TRUE', [quoted, fox]],
    ['active = false', [quoted, fox]],
    ['active IN (true, false)', [upper, lower, quoted, signs, fox]],
    ['extreme = false', [lower, quoted, signs]],
    ['extreme = true AND active = true', [upper]],
  ])('by yes and no: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ["createdDate = '2026-01-02'", [lower, quoted]],
    ["createdDate = '2026-01-02T17:30:00Z'", [lower, quoted]],
    ["createdDate = '2026-01-02T23:30:00-05:00'", [signs]],
    ["createdDate != '2026-01-02'", [upper, signs, fox]],
    ["createdDate < '2026-01-02'", [upper]],
    ["createdDate <= '2026-01-02'", [upper, lower, quoted]],
    ["createdDate > '2026-01-02'", [signs, fox]],
    ["createdDate >= '2026-01-02'", [lower, quoted, signs, fox]],
    ["createdDate IN ('2026-01-01', '2026-01-03')", [upper, signs]],
    ["createdDate IN ('2026-01-03') AND active = false", []],
    [
      "createdDate >= '0001-01-01' AND createdDate <= '9999-12-31'",
      [upper, lower, quoted, signs, fox],
    ],
    ["createdDate > '9999-12-31' OR createdDate < '0001-01-01'", []],
  ])('by day: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['version = 1 OR version = 2 AND active = false', [quoted]],
    ['(version = 1 OR version = 2) AND active = true', [signs]],
    ["version = 1 OR createdDate = '2026-01-01' OR name LIKE 'a%'", [upper, lower, quoted]],
    ["createdDate IN ('2026-01-01', '2026-01-02') AND version = 0", [lower]],
    ["createdDate != '2026-01-01' AND createdDate != '2026-01-02'", [signs, fox]],
  ])('by several: %s', async (where, names) => {
    expect(await found(where)).toEqual(names)
  })

  test('the same days whatever the time zone of the session', async () => {
    const condition = compileCeql(parseCeql("createdDate = '2026-01-02'"), fields)
    const read = await database().$transaction(async (db) => {
      await db.$executeRaw`SET LOCAL TIME ZONE 'Pacific/Auckland'`
      return db.$queryRaw`SELECT name FROM accounts WHERE organization_id = ${organizationId}
        AND ${condition} AND NOT default_account ORDER BY created_at`
    })
    expect(read).toEqual([{ name: lower }, { name: quoted }])
  })

  test('with as much as a condition can hold', async () => {
    const days = Array.from({ length: 280 }, () => "'2026-01-03'").join(',')
    expect(await found(`createdDate IN (${days})`)).toEqual([signs])
    const numbers = Array.from({ length: 500 }, (_, number) => String(number)).join(',')
    expect(await found(`version IN (${numbers})`)).toEqual([lower, quoted, signs])
    const many = Array.from({ length: 100 }, () => "name LIKE '%a%a%a%a%b'").join(' OR ')
    expect(await found(many)).toEqual([])
  })
})

test('an index on the moment serves a condition on the day', async () => {
  const plans = await database().$transaction(async (db) => {
    await db.$executeRaw`CREATE TEMPORARY TABLE moments (created_at timestamptz(3) PRIMARY KEY)`
    await db.$executeRaw`INSERT INTO moments
      SELECT '2020-01-01Z'::timestamptz + hour * interval '1 hour' FROM generate_series(1, 50000) hour`
    await db.$executeRaw`ANALYZE moments`
    const plan = (where: string) => db.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT 1 FROM moments WHERE ${compileCeql(parseCeql(where), fields)}`
    return [
      await plan("createdDate = '2021-02-03'"),
      await plan("createdDate < '2020-01-03'"),
      await plan("createdDate IN ('2021-02-03', '2022-02-03')"),
    ]
  })
  for (const plan of plans) expect(JSON.stringify(plan)).toMatch(/Index Cond.*created_at/)
})

test('every value is a parameter', () => {
  const where =
    "name = 'one' OR version IN (7001, 7002) OR active = true OR createdDate < '2026-01-02'"
  const compiled = compileCeql(parseCeql(where), fields)
  expect(compiled.values).toEqual(['one', 7001, 7002, true, '2026-01-02'])
  expect(compiled.sql).not.toMatch(/one|700|true|2026/)
})

const ordered = '=, !=, <, <=, >, >='
const whole = 'expected a whole number from -2147483648 to 2147483647: version is a whole number.'
const date = "expected a date that exists, such as '2026-01-31': createdDate is a date."
const names = 'name, description, version, active, extreme, createdDate'

describe('a refusal points at', () => {
  test.each([
    ['an unknown field', "active = true OR nmae = 'x'", 18, `expected one of the fields ${names}.`],
    ['a field in another case', "Name = 'x'", 1, `expected one of the fields ${names}.`],
    ['what every object has', "constructor = 'x'", 1, `expected one of the fields ${names}.`],
    ['the prototype', "__proto__ = 'x'", 1, `expected one of the fields ${names}.`],
    [
      'a number as text',
      "name = '🦊' OR name = 1",
      22,
      'expected a value in single quotes: name is text.',
    ],
    [
      'a value of a list',
      "name IN ('a', true)",
      15,
      'expected a value in single quotes: name is text.',
    ],
    ['text as a number', "version = '1'", 11, whole],
    ['a decimal', 'version = 1.0', 11, whole],
    ['a number too large', 'version = 2147483648', 11, whole],
    ['a number too small', 'version = -2147483649', 11, whole],
    ['a number without end', `version = ${'9'.repeat(3_000)}`, 11, whole],
    ['true as a number', 'version IN (1, true)', 16, whole],
    [
      'LIKE of a number',
      "version LIKE '1%'",
      9,
      `expected ${ordered} or IN: version is a whole number.`,
    ],
    [
      'LIKE of a date',
      "createdDate LIKE '2026%'",
      13,
      `expected ${ordered} or IN: createdDate is a date.`,
    ],
    ['LIKE of true', 'active LIKE true', 8, 'expected =, != or IN: active is true or false.'],
    ['more than true', 'active > true', 8, 'expected =, != or IN: active is true or false.'],
    ['text as true', "active = 'true'", 10, 'expected true or false: active is true or false.'],
    ['1 as true', 'active = 1', 10, 'expected true or false: active is true or false.'],
    ['an impossible date', "createdDate >= '2026-02-30'", 16, date],
    ['an impossible date of a list', "createdDate IN ('2026-02-28', '2026-02-29')", 31, date],
    ['a number as a date', 'createdDate = 2026', 15, date],
    ['a word as a date', "createdDate = 'infinity'", 15, date],
    [
      'what is no condition',
      'name = ?',
      8,
      'expected a value in single quotes, a number, true or false.',
    ],
  ])('%s', (_, where, at, fault) => {
    const message = `where, character ${at}: ${fault}`
    const refused = { code: 'invalid', message, fields: { where: message } }
    expect(() => parseWhere(where, fields)).toThrow(AppError)
    expect(() => parseWhere(where, fields)).toThrow(expect.objectContaining(refused))
  })
})

const text = fc
  .string({
    unit: fc.constantFrom('a', 'D', '%', '_', '\\', "''", 'é', '🦊', '\n', '--', '$1', '?'),
  })
  .map((value) => `'${value}'`)
const number = fc.integer({ min: -3, max: 3 }).map(String)
const days = fc.constantFrom("'2026-01-01'", "'2026-01-02'", "'2026-01-03'", "'9999-12-31'")
const list = (value: fc.Arbitrary<string>) =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => `IN (${values.join(',')})`)
const right = (operators: string[], value: fc.Arbitrary<string>) =>
  fc.oneof(
    list(value),
    fc.tuple(fc.constantFrom(...operators), value).map((parts) => parts.join(' ')),
  )
const orders = ['=', '!=', '<', '<=', '>', '>=']

test('whatever is accepted, PostgreSQL understands', async () => {
  const comparison = fc.oneof(
    right([...orders, 'LIKE'], text).map((rest) => `name ${rest}`),
    right(orders, number).map((rest) => `version ${rest}`),
    right(['=', '!='], fc.constantFrom('true', 'false')).map((rest) => `active ${rest}`),
    right(orders, days).map((rest) => `createdDate ${rest}`),
  )
  const group = fc
    .tuple(fc.array(comparison, { minLength: 1, maxLength: 4 }), fc.constantFrom(' AND ', ' OR '))
    .map(([terms, word]) => `(${terms.join(word)})`)
  await fc.assert(
    fc.asyncProperty(group, group, async (one, other) => {
      const [either, first, second] = [
        await found(`${one} OR ${other}`),
        await found(one),
        await found(other),
      ]
      expect(new Set(either)).toEqual(new Set([...first, ...second]))
      expect(await found(`${one} AND ${other}`)).toEqual(
        first.filter((name) => second.includes(name)),
      )
    }),
    { numRuns: 100 },
  )
})
