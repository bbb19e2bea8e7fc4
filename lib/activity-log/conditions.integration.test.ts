import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAuditLog } from '@/lib/activity-log/queries'
import type { ActivityEntry } from '@/lib/activity-log/view'
import * as make from '@/lib/testing/factories'
import { addEntries } from '@/lib/testing/log-entries'

const ROWS = 300
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
let all: ActivityEntry[]

// Every combination of people, targets, operations, addresses and requests, in four months.
beforeAll(async () => {
  home = await make.organization()
  const { organizationId } = home
  accountId = (await make.account(organizationId)).id
  await owner.connect()
  await addEntries(owner, organizationId, {
    count: ROWS,
    columns: {
      at: "timestamptz '2025-11-30 20:00:00Z' + n * interval '9 hours'",
      operation: "(ARRAY['accounts.update', 'jobs.cancel'])[1 + n % 2]",
      outcome: "CASE WHEN n % 5 = 0 THEN 'refused' ELSE 'done' END",
      actor_id: 'CASE WHEN n % 7 < 5 THEN 900 + n % 7 END',
      target_type: "(ARRAY['account', 'job', NULL])[1 + n % 3]",
      target_id: `CASE WHEN n % 3 < 2 THEN ${accountId} + n % 4 END`,
      address: "'192.0.2.' || n % 6",
      request_id: "'request-' || n % 50",
    },
  })
  all = await find('')
}, 60_000)
afterAll(() => owner.end())

async function find(where: string): Promise<ActivityEntry[]> {
  return (await listAuditLog(home.admin, { where, pageSize: 2_000 })).rows
}

type Predicate = (entry: ActivityEntry) => boolean
const by = (id: number) => (entry: ActivityEntry) => entry.actor?.id === id
const from = (address: string) => (entry: ActivityEntry) => entry.address === address

const conditions: [where: string, predicate: Predicate][] = [
  ['user_id = 901 OR user_id = 902', (e) => by(901)(e) || by(902)(e)],
  ['user_id IN (901, 903, 999, 901)', (e) => by(901)(e) || by(903)(e)],
  ["user_id = 901 OR ip_address = '192.0.2.3'", (e) => by(901)(e) || from('192.0.2.3')(e)],
  ["request_id = 'request-7'", (e) => e.requestId === 'request-7'],
  ["request_id = 'request-7' AND user_id = 900", (e) => e.requestId === 'request-7' && by(900)(e)],
  ["request_id IN ('request-7', 'request-8')", (e) => /-[78]$/.test(e.requestId)],
  [
    "ip_address = '192.0.2.3' AND outcome = 'refused'",
    (e) => from('192.0.2.3')(e) && e.outcome !== 'done',
  ],
  [
    "(user_id = 901 OR user_id = 902) AND (outcome = 'refused' OR operation = 'jobs.cancel')",
    (e) => (by(901)(e) || by(902)(e)) && (e.outcome !== 'done' || e.operation === 'jobs.cancel'),
  ],
  [
    "(user_id = 901 AND outcome = 'done') OR (ip_address = '192.0.2.1' AND id > 100)",
    (e) => (by(901)(e) && e.outcome === 'done') || (from('192.0.2.1')(e) && e.seq > 100),
  ],
  [
    "user_id IN (901, 902) AND timestamp > '2025-12-31'",
    (e) => (by(901)(e) || by(902)(e)) && e.at >= new Date('2026-01-01'),
  ],
  [
    "timestamp IN ('2025-12-01', '2026-01-31', '2026-01-31')",
    (e) => /^(2025-12-01|2026-01-31)/.test(e.at.toISOString()),
  ],
  ['id = 7 OR id IN (9, 200)', (e) => [7, 9, 200].includes(e.seq)],
  ['user_id != 901', (e) => e.actor !== null && !by(901)(e)],
  ["target_type = 'job'", (e) => e.targetType === 'job'],
  ["user_id = 901 OR target_type = 'job'", (e) => by(901)(e) || e.targetType === 'job'],
  ["ip_address LIKE '%.4' AND user_id = 902", (e) => from('192.0.2.4')(e) && by(902)(e)],
]

test.each(conditions)('%s finds the entries that match, each once', async (where, predicate) => {
  const expected = all.filter(predicate)
  expect(all.length).toBe(ROWS + 1)
  const found = await find(where)
  expect(found.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq))
})

test('a target is found by ID with and without its type, and an account also in a list', async () => {
  const about = all.filter(({ targetId }) => targetId === accountId)
  const seqs = (entries: ActivityEntry[]) => entries.map(({ seq }) => seq)
  expect(seqs(await find(`target_id = ${accountId}`))).toEqual(seqs(about))
  const jobs = about.filter(({ targetType }) => targetType === 'job')
  expect(seqs(await find(`target_type = 'job' AND target_id = ${accountId}`))).toEqual(seqs(jobs))
  const inAccount = all.filter(({ account }) => account?.id === accountId)
  expect(inAccount.length).toBeGreaterThan(0)
  expect(seqs(await find(`account_id IN (${accountId}, 999999)`))).toEqual(seqs(inAccount))
  const pair = inAccount.filter(by(900))
  expect(seqs(await find(`account_id IN (${accountId}) AND user_id IN (900, 77)`))).toEqual(
    seqs(pair),
  )
})

const fields = [
  'id',
  'timestamp',
  'user_id',
  'account_id',
  'operation',
  'outcome',
  'target_type',
  'target_id',
  'ip_address',
  'request_id',
]
const operators = ['=', '!=', '<', '<=', '>', '>=', 'LIKE', 'IN']
const values = ['7', '99999999999', "'2026-01-31'", "'0%\u{1F98A}\\'", 'true']

describe('every field', () => {
  test.each(fields)('%s answers or explains each operator and value', async (field) => {
    for (const operator of operators) {
      for (const value of values) {
        const where = `${field} ${operator} ${operator === 'IN' ? `(${value})` : value}`
        const rejection = await find(where).then(
          () => undefined,
          (error: unknown) => error,
        )
        if (rejection !== undefined) {
          expect(rejection, where).toMatchObject({ code: 'invalid', fields: { where: /./ } })
        }
      }
    }
  })
})

test('a condition that reads too long says what to add', async () => {
  await owner.query('ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY')
  await owner.query('CREATE POLICY slow ON audit_events USING (pg_sleep(0.02) IS NOT NULL)')
  const slow = find('user_id != 900').finally(() =>
    owner.query('ALTER TABLE audit_events DISABLE ROW LEVEL SECURITY'),
  )
  await expect(slow).rejects.toMatchObject({
    code: 'invalid',
    fields: { where: expect.stringContaining('request_id') },
  })
})
