import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAccounts } from '@/lib/accounts/queries'
import type { Actor } from '@/lib/auth/actor'
import * as make from '@/lib/testing/factories'
import { statementsOf } from '@/lib/testing/statements'

const PER_STATE = 30_000

let admin: Actor
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })

beforeAll(async () => {
  const home = await make.organization('Large')
  admin = home.admin
  await owner.connect()
  for (const [state, active] of Object.entries({ open: true, closed: false })) {
    await owner.query(
      `INSERT INTO accounts (organization_id, name, name_key, external_id, active)
       SELECT $1, $2 || ' ' || n, $2 || ' ' || n, $2 || '-' || n, $3
         FROM generate_series(1, $4::int) n`,
      [home.organizationId, state, active, PER_STATE],
    )
  }
  await owner.query('VACUUM ANALYZE accounts')
}, 60_000)
afterAll(() => owner.end())

async function plansOf(input: Parameters<typeof listAccounts>[1]): Promise<string> {
  const plans: string[] = []
  for (const { text, values } of await statementsOf(() => listAccounts(admin, input))) {
    if (!/^[\s(]*SELECT/.test(text)) continue
    const { rows } = await owner.query(`EXPLAIN (ANALYZE, BUFFERS OFF) ${text}`, values)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  return plans.join('\n\n')
}

test.each([
  [{ includeInactive: true }, 'accounts_inactive_by_id'],
  [
    { includeInactive: true, where: "externalId = 'closed-77'" },
    'accounts_inactive_by_external_id',
  ],
  [{ includeInactive: true, where: "externalId = 'open-77'" }, 'accounts_external_id '],
  [{ where: 'active = false' }, 'accounts_inactive_by_id'],
  [{ includeInactive: true, where: "name LIKE '%closed 7777%'" }, 'accounts_inactive_name_part'],
  [{ where: "active != true AND externalId = 'closed-77'" }, 'accounts_inactive_by_external_id'],
  [{ where: 'active = true' }, 'accounts_by_id'],
  [{ where: "type = 'Default'" }, 'accounts_one_default'],
  [{ where: "type != 'CompanyAccount'" }, 'accounts_one_default'],
  [{ where: "type LIKE 'Def%' AND name > 'a'" }, 'accounts_one_default'],
])('the page of %j is read from %s', async (input, index) => {
  const plans = await plansOf(input)
  expect(plans).toContain(index)
  expect(plans).not.toContain('Seq Scan')
  const readRows = [...plans.matchAll(/Scan using accounts.*actual time.*rows=([\d.]+)/g)]
  for (const [, rows] of readRows) expect(Number(rows)).toBeLessThan(1_000)
})

test('many accounts are not counted', async () => {
  expect(await listAccounts(admin, { includeInactive: true })).toMatchObject({ total: undefined })
  expect(await listAccounts(admin, {})).toMatchObject({ total: undefined })
  const where = "name LIKE 'closed 7777%' AND active = false"
  expect(await listAccounts(admin, { where })).toMatchObject({ total: 1 })
})
