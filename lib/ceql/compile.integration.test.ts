import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { compileCeql, type Fields } from '@/lib/ceql/compile'
import { parseCeql } from '@/lib/ceql/parse'
import { database } from '@/lib/db/client'
import { SQL } from '@/lib/db/sql'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import * as make from '@/lib/testing/factories'

const fields: Fields = {
  name: { type: 'text', sql: SQL.sql`name` },
  description: { type: 'text', sql: SQL.sql`description` },
  version: { type: 'integer', sql: SQL.sql`version` },
  active: { type: 'boolean', sql: SQL.sql`active` },
  lowerName: { type: 'text', sql: SQL.sql`lower(name)`, normalize: (name) => name.toLowerCase() },
  extreme: { type: 'boolean', sql: SQL.sql`version < 0 OR version > 2` },
  createdDate: { type: 'date', sql: SQL.sql`created_at` },
}

const rows = [
  { name: 'Ada', version: -1, active: true, createdAt: '2026-01-01T23:59:59.999Z' },
  { name: 'ada', version: 0, active: true, createdAt: '2026-01-02T00:00:00.000Z' },
  { name: "O'Neil", version: 1, active: false, createdAt: '2026-01-02T23:59:59.999Z' },
  { name: '50%_\\', version: 2, active: true, createdAt: '2026-01-03T00:00:00.000Z' },
  { name: 'Café 🦊', version: 2_147_483_647, active: false, createdAt: '2026-03-29T01:30:00.000Z' },
]

let organizationId: number
// Short texts of letters whose keys are longer, shorter, the same or none.
const letters = fc.constantFrom(..."aAbßẞıİIσςΣéÆ'’-–  \u00AD٢2%_\\東ガか", 'e\u0301')

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

async function namesMatching(where: string): Promise<string[]> {
  const condition = compileCeql(parseCeql(where), fields)
  const matches = await database().$queryRaw<{ name: string }[]>`
    SELECT name FROM accounts
     WHERE organization_id = ${organizationId} AND ${condition} AND NOT default_account
     ORDER BY created_at`
  return matches.map(({ name }) => name)
}

const [upper, lower, quoted, special, fox] = ['Ada', 'ada', "O'Neil", '50%_\\', 'Café 🦊'] as const

describe('a condition filters', () => {
  test.each<[string, string[]]>([
    ["name = 'Ada'", [upper]],
    ["name != 'Ada'", [lower, quoted, special, fox]],
    ["name = 'O''Neil'", [quoted]],
    ["name = '50%_\\'", [special]],
    ["name = 'Cafe\u0301 🦊'", [fox]],
    ["name = ''", []],
    ["name < '6'", [special]],
    ["name <= '50%_\\'", [special]],
    ["name > 'Café 🦊' AND name >= 'O''Neil' AND name < 'P'", [quoted]],
    ["name IN ('ada', 'O''Neil', 'nobody', 'ada')", [lower, quoted]],
    ["name IN ('nobody')", []],
    ["name = 'x'' OR ''1''=''1'", []],
    ["lowerName = 'ADA'", [upper, lower]],
    ["lowerName != 'ADA' AND lowerName >= 'O''NEIL'", [quoted]],
    ["lowerName IN ('CAFÉ 🦊', 'x')", [fox]],
    ["lowerName LIKE '%D_' OR lowerName LIKE 'CAF%'", [upper, lower, fox]],
  ])('by text: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ["name LIKE 'ada'", [lower]],
    ["name LIKE '_da'", [upper, lower]],
    ["name LIKE '%🦊'", [fox]],
    ["name LIKE 'Caf_🦊'", []],
    ["name LIKE 'Caf__%'", [fox]],
    ["name LIKE 'Caf_ _'", [fox]],
    ["name LIKE '%\\'", [special]],
    ["name LIKE '50\\%_\\'", []],
    ["name LIKE '50%\\'", [special]],
    ["name LIKE '%''%'", [quoted]],
    ["name LIKE '%'", [upper, lower, quoted, special, fox]],
    ["name LIKE ''", []],
  ])('with LIKE: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['version = 1', [quoted]],
    ['version = +1', [quoted]],
    ['version = -1', [upper]],
    ['version = -0', [lower]],
    ['version = 007', []],
    ['version != 1', [upper, lower, special, fox]],
    ['version < 0', [upper]],
    ['version <= 0', [upper, lower]],
    ['version > 1', [special, fox]],
    ['version >= 1', [quoted, special, fox]],
    ["version = '1'", [quoted]],
    ["version > '+0' AND version < '02'", [quoted]],
    ["version IN ('2', -1, '5')", [upper, special]],
    ['version = 2147483647', [fox]],
    ['version >= -2147483648', [upper, lower, quoted, special, fox]],
    ['version IN (2, -1, 5)', [upper, special]],
  ])('by integer: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['active = true', [upper, lower, special]],
    ['active != TRUE', [quoted, fox]],
    ['active = false', [quoted, fox]],
    ["active = 'false'", [quoted, fox]],
    ["active != 'True'", [quoted, fox]],
    ["active IN ('true', false)", [upper, lower, quoted, special, fox]],
    ['active IN (true, false)', [upper, lower, quoted, special, fox]],
    ['extreme = false', [lower, quoted, special]],
    ['extreme = true AND active = true', [upper]],
  ])('by boolean: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ["createdDate = '2026-01-02'", [lower, quoted]],
    ["createdDate = '2026-01-02T17:30:00Z'", [lower, quoted]],
    ["createdDate = '2026-01-02T23:30:00-05:00'", [special]],
    ["createdDate != '2026-01-02'", [upper, special, fox]],
    ["createdDate < '2026-01-02'", [upper]],
    ["createdDate <= '2026-01-02'", [upper, lower, quoted]],
    ["createdDate > '2026-01-02'", [special, fox]],
    ["createdDate >= '2026-01-02'", [lower, quoted, special, fox]],
    ["createdDate IN ('2026-01-01', '2026-01-03')", [upper, special]],
    ["createdDate IN ('2026-01-03') AND active = false", []],
    [
      "createdDate >= '0001-01-01' AND createdDate <= '9999-12-31'",
      [upper, lower, quoted, special, fox],
    ],
    ["createdDate > '9999-12-31' OR createdDate < '0001-01-01'", []],
  ])('by date: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test.each<[string, string[]]>([
    ['version = 1 OR version = 2 AND active = false', [quoted]],
    ['(version = 1 OR version = 2) AND active = true', [special]],
    ["version = 1 OR createdDate = '2026-01-01' OR name LIKE 'a%'", [upper, lower, quoted]],
    ["createdDate IN ('2026-01-01', '2026-01-02') AND version = 0", [lower]],
    ["createdDate != '2026-01-01' AND createdDate != '2026-01-02'", [special, fox]],
  ])('by several fields: %s', async (where, names) => {
    expect(await namesMatching(where)).toEqual(names)
  })

  test('by UTC date in any session time zone', async () => {
    const condition = compileCeql(parseCeql("createdDate = '2026-01-02'"), fields)
    const matches = await database().$transaction(async (db) => {
      await db.$executeRaw`SET LOCAL TIME ZONE 'Pacific/Auckland'`
      return db.$queryRaw`SELECT name FROM accounts WHERE organization_id = ${organizationId}
        AND ${condition} AND NOT default_account ORDER BY created_at`
    })
    expect(matches).toEqual([{ name: lower }, { name: quoted }])
  })

  test('by a condition at every limit', async () => {
    const dates = Array.from({ length: 280 }, () => "'2026-01-03'").join(',')
    expect(await namesMatching(`createdDate IN (${dates})`)).toEqual([special])
    const numbers = Array.from({ length: 500 }, (_, number) => String(number)).join(',')
    expect(await namesMatching(`version IN (${numbers})`)).toEqual([lower, quoted, special])
    const patterns = Array.from({ length: 100 }, () => "name LIKE '%a%a%a%a%b'").join(' OR ')
    expect(await namesMatching(patterns)).toEqual([])
  })
})

test('a condition on a date uses an index on the timestamp', async () => {
  const plans = await database().$transaction(async (db) => {
    await db.$executeRaw`CREATE TEMPORARY TABLE events (created_at timestamptz(3) PRIMARY KEY)`
    await db.$executeRaw`INSERT INTO events
      SELECT '2020-01-01Z'::timestamptz + hour * interval '1 hour' FROM generate_series(1, 50000) hour`
    await db.$executeRaw`ANALYZE events`
    const explain = (where: string) => db.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT 1 FROM events WHERE ${compileCeql(parseCeql(where), fields)}`
    return [
      await explain("createdDate = '2021-02-03'"),
      await explain("createdDate < '2020-01-03'"),
      await explain("createdDate IN ('2021-02-03', '2022-02-03')"),
    ]
  })
  for (const plan of plans) expect(JSON.stringify(plan)).toMatch(/Index Cond.*created_at/)
})

const text = fc
  .string({
    unit: fc.constantFrom('a', 'D', '%', '_', '\\', "''", 'é', '🦊', '\n', '--', '$1', '?'),
  })
  .map((value) => `'${value}'`)
const number = fc.integer({ min: -3, max: 3 }).map(String)
const dates = fc.constantFrom("'2026-01-01'", "'2026-01-02'", "'2026-01-03'", "'9999-12-31'")
const list = (value: fc.Arbitrary<string>) =>
  fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => `IN (${values.join(',')})`)
const operatorAndValue = (operators: string[], value: fc.Arbitrary<string>) =>
  fc.oneof(
    list(value),
    fc.tuple(fc.constantFrom(...operators), value).map((parts) => parts.join(' ')),
  )
const orderings = ['=', '!=', '<', '<=', '>', '>=']

test('PostgreSQL accepts any compiled condition, and AND and OR combine its results', async () => {
  const comparison = fc.oneof(
    operatorAndValue([...orderings, 'LIKE'], text).map((right) => `name ${right}`),
    operatorAndValue(orderings, number).map((right) => `version ${right}`),
    operatorAndValue(['=', '!='], fc.constantFrom('true', 'false')).map(
      (right) => `active ${right}`,
    ),
    operatorAndValue(orderings, dates).map((right) => `createdDate ${right}`),
  )
  const group = fc
    .tuple(fc.array(comparison, { minLength: 1, maxLength: 4 }), fc.constantFrom(' AND ', ' OR '))
    .map(([comparisons, operator]) => `(${comparisons.join(operator)})`)
  await fc.assert(
    fc.asyncProperty(group, group, async (left, right) => {
      const [either, leftOnly, rightOnly] = [
        await namesMatching(`${left} OR ${right}`),
        await namesMatching(left),
        await namesMatching(right),
      ]
      expect(new Set(either)).toEqual(new Set([...leftOnly, ...rightOnly]))
      expect(await namesMatching(`${left} AND ${right}`)).toEqual(
        leftOnly.filter((name) => rightOnly.includes(name)),
      )
    }),
    { numRuns: 100 },
  )
})

test('looking names up by their keys changes no result', async () => {
  const { organizationId: id } = await make.organization()
  const indexed: Fields = {
    name: { type: 'text', sql: SQL.sql`name`, searchKey: { sql: SQL.sql`name_key` } },
  }
  const names = fc.string({ unit: letters, minLength: 1, maxLength: 8 }).map((name) => name.trim())
  const all = [...new Set(fc.sample(names.filter(Boolean), { numRuns: 300, seed: 1 }))]
  for (const name of all) await make.account(id, { name: name.normalize('NFC') })
  const find = (where: string, withFields: Fields) => database().$queryRaw<{ id: number }[]>`
    SELECT id FROM accounts
     WHERE organization_id = ${id} AND ${compileCeql(parseCeql(where), withFields)} ORDER BY id`
  const value = fc
    .string({ unit: letters, maxLength: 4 })
    .map((text) => `'${text.replaceAll("'", "''")}'`)
  const operator = fc.constantFrom('LIKE', '=', '!=', '<', '>=')
  const comparison = fc.oneof(
    fc.tuple(operator, value).map(([sign, text]) => `name ${sign} ${text}`),
    fc.tuple(value, value).map((values) => `name IN (${values.join(', ')})`),
    fc.constantFrom(...all).map((name) => `name LIKE '${name.slice(1).replaceAll("'", "''")}%'`),
    fc
      .constantFrom(...all)
      .map((name) => `name LIKE '%${name.slice(0, -1).replaceAll("'", "''")}'`),
    fc.constantFrom(...all).map((name) => `name = '${name.replaceAll("'", "''")}'`),
  )
  await fc.assert(
    fc.asyncProperty(comparison, comparison, async (one, two) => {
      for (const where of [one, `${one} AND ${two}`, `${one} OR ${two}`]) {
        expect(await find(where, indexed)).toEqual(await find(where, fields))
      }
    }),
    { numRuns: 200 },
  )
})
