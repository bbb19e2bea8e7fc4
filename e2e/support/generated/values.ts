import fc from 'fast-check'
import { type Document, resolve, type Schema } from '@/e2e/support/generated/document'

/** Stands for the token of the last list. */
export const TOKEN = 'the token of the last list'

const weighted = (...pairs: [number, unknown][]) =>
  fc.oneof(...pairs.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })))

/** Likely values for fields in which almost every other value is invalid. */
const likelyValues: { [name: string]: fc.Arbitrary<unknown> } = {
  email: fc.uuid().map((id) => `${id}@example.com`),
  externalId: fc.uuid(),
  // Hashing is slow by design, so few passwords are valid.
  password: weighted([20, 'secured'], [2, 'weak'], [1, 'Aa1!'.repeat(25)]),
  active: weighted([9, true], [1, false]),
  key: weighted([8, 'admin'], [1, 'org-admin'], [1, 'king']),
  postalCode: fc.string({ maxLength: 20 }),
  symbolCharacterSet: fc.constant('!*-'),
  pageSize: fc.oneof(
    { weight: 30, arbitrary: fc.integer({ min: 1, max: 9 }) },
    fc.constantFrom(2000, 5000),
  ),
  page: fc.integer({ min: 1, max: 9 }),
  offset: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(1_000_000_000)),
  nextPage: fc.constant(TOKEN),
  userId: fc.integer({ min: 1, max: 20 }),
  accountId: fc.integer({ min: 1, max: 20 }),
  from: weighted([4, '2026-01-31'], [1, 'yesterday']),
  to: weighted([4, '2100-01-31T12:00:00Z'], [1, '2100-02-30']),
  where: fc.constantFrom(
    'id > 3 AND active = true',
    'active = false',
    "operation LIKE 'accounts%' AND outcome = 'done'",
    "createdDate >= '2026-01-01'",
    "externalId LIKE '%a%'",
    '',
    "(id IN (1, 2, 3) OR externalId = 'O''Brien')",
    "name LIKE '%ra%' OR name LIKE 'B_anch%'",
    "email = 'ADA@EXAMPLE.COM' AND accountLocked = 'false'",
    "fullName = 'Ada Byron' OR city IN ('', 'Oslo')",
    "defaultAccount = false AND type LIKE 'Company%'",
    'nothing = 1',
    "id = 'text'",
    'id =',
  ),
  'If-Match': weighted([6, '*'], [1, '"1"'], [1, '"2"'], [1, 'W/"1"'], [1, 'garbage']),
  'Idempotency-Key': fc.oneof(fc.uuid(), fc.constantFrom('A', 'B')),
}

export const junk = fc.oneof(
  fc.jsonValue({ stringUnit: 'binary' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom<unknown[]>(
    null,
    -1,
    0,
    1.5,
    2 ** 53,
    1e308,
    true,
    '',
    '\0',
    '\uD800',
    '\u202E',
    'x'.repeat(9_000),
    {},
    [],
    [[]],
    { contains: '' },
    { not: null },
    "' OR 1=1 --",
  ),
)

export const pathText = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
  fc.integer().map(String),
  fc.constantFrom(
    '%',
    '%zz',
    '%00',
    '%ED%A0%80',
    '%2F',
    '',
    '2147483648',
    '1e9',
    '__proto__',
    '..',
    '%2e%2e',
  ),
)

/** Values that the schema allows. */
export function validValue(
  document: Document,
  reference: Schema,
  name: string,
): fc.Arbitrary<unknown> {
  const hint = likelyValues[name]
  if (hint) return hint
  const schema = resolve(document, reference)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => validValue(document, one, name)))
  const { type, items, properties, required, minimum: min = 0, maximum: max = 1_000 } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer') return fc.integer({ min, max })
  if (type === 'array') return fc.array(validValue(document, items ?? {}, name), { maxLength: 2 })
  if (type === 'string') return fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => `a${s}`)
  if (type !== 'object') return fc.jsonValue()
  return recordOf(document, properties ?? {}, required ?? [])
}

export function recordOf(
  document: Document,
  properties: { [name: string]: Schema },
  requiredKeys: string[],
): fc.Arbitrary<{ [name: string]: unknown }> {
  const values = Object.entries(properties).map(
    ([name, schema]) => [name, validValue(document, schema, name)] as const,
  )
  return fc.record(Object.fromEntries(values), { requiredKeys, noNullPrototype: true })
}
