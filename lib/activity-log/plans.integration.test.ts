import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { listAuditLog, searchActivity } from '@/lib/activity-log/queries'
import * as make from '@/lib/testing/factories'
import { addEntries } from '@/lib/testing/log-entries'
import { statementsOf } from '@/lib/testing/statements'

const ROWS = 10_000
// A page has 50 entries, of each of 6 operations and outcomes at most.
const READ_ROWS = 1_500
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number

// Half of the entries are by one person and the other half about one account, and never both. They
// are of 23 months.
beforeAll(async () => {
  home = await make.organization()
  const { organizationId } = home
  accountId = (await make.account(organizationId)).id
  await owner.connect()
  await addEntries(owner, organizationId, {
    count: ROWS,
    columns: {
      at: "timestamptz '2024-01-01' + n * interval '100 minutes'",
      operation:
        "CASE n % 3 WHEN 0 THEN 'users.update' WHEN 1 THEN 'session.signIn' ELSE 'users.add' END",
      outcome: "CASE WHEN n < 10 THEN 'refused' ELSE 'done' END",
      actor_id: `CASE n % 2 WHEN 0 THEN ${home.userId} ELSE n END`,
      target_type: "'account'",
      target_id: `CASE n % 2 WHEN 1 THEN ${accountId} ELSE n END`,
      request_id: "'request-' || n / 100",
    },
  })
  await owner.query('VACUUM ANALYZE audit_events')
}, 60_000)
afterAll(() => owner.end())

type Node = z.infer<typeof node>
const node = z.object({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  get Plans() {
    return z.array(node).default([])
  },
})

function readRows(plan: Node): number {
  const read = (plan['Actual Rows'] + plan['Rows Removed by Filter']) * plan['Actual Loops']
  const own = plan['Relation Name'] === 'audit_events' ? read : 0
  return plan.Plans.reduce((sum, each) => sum + readRows(each), own)
}

async function rowsReadBy(run: () => Promise<unknown>): Promise<number> {
  const statements = await statementsOf(run)
  const statement = statements.find(({ text }) => text.includes('WITH positions'))
  if (!statement) throw new Error('Nobody read the log.')
  const explained = await owner.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`,
    statement.values,
  )
  return readRows(node.parse(explained.rows[0]['QUERY PLAN'][0].Plan))
}

test('a page reads few entries, whatever one or two filters match', async () => {
  const filters = [
    { person: String(home.userId) },
    { account: String(accountId) },
    { kind: 'users' },
    { kind: 'jobs' },
    { outcome: 'refused' },
    { outcome: 'done' },
    { from: '2025-01-10', to: '2025-01-17' },
    { request: 'request-7' },
    { request: 'other' },
    { from: '2030-01-01' },
  ]
  for (const first of filters) {
    for (const second of filters) {
      const filter = { ...first, ...second }
      const rows = await rowsReadBy(() => searchActivity.runUntrusted(home.admin, filter))
      expect(rows, JSON.stringify(filter)).toBeLessThan(READ_ROWS)
    }
  }
})

test('the API reads few entries for each alternative', async () => {
  const { admin, userId } = home
  const conditions = [
    `user_id = ${userId} OR account_id = ${accountId}`,
    `user_id IN (${userId}, 7, 999999)`,
    'user_id = 7 OR user_id = 9',
    'user_id IN (7, 999999) OR account_id = 8',
    `(user_id = 7 OR account_id = 8) AND outcome = 'refused'`,
    `account_id = ${accountId} AND user_id IN (${userId}, 9)`,
    `target_id = 12`,
    `request_id = 'request-7' OR request_id = 'none'`,
    `id = 7`,
    `timestamp IN ('2024-01-02', '2025-01-02')`,
    `operation = 'users.delete' OR operation = 'users.revokeRole'`,
  ]
  for (const where of conditions) {
    const rows = await rowsReadBy(() => listAuditLog(admin, { where, pageSize: 50 }))
    expect(rows, where).toBeLessThan(READ_ROWS)
  }
})
