import { afterAll, beforeAll, expect, test } from 'vitest'
import { jobSchema } from '@/lib/jobs/schema'
import { databaseBefore } from '@/lib/testing/migrations'

const deactivationId = '3f0b2c1e-8a53-4b66-9d1f-5a4d2b8b7c10'
const accountsImport = { file: 'accounts.csv', ignored: ['color'] }
const usersImport = { file: 'users.csv', ignored: [], accountId: 7 }
const deletion = { id: [4, 5], q: '', all: false, lastId: 5, deactivationId }

// One job per old state and kind. Its `done` is 3, its `refused` 1.
const oldJobs = [
  [1, 'accounts.import', 'checking', accountsImport],
  [2, 'accounts.import', 'ready', accountsImport],
  [3, 'users.import', 'running', usersImport],
  [4, 'users.import', 'done', usersImport],
  [5, 'accounts.import', 'failed', accountsImport],
  [6, 'users.import', 'cancelled', usersImport],
  [7, 'accounts.import', 'cancelled', accountsImport],
  [8, 'accounts.delete', 'cancelled', deletion],
  [9, 'accounts.delete', 'done', {}],
  [10, 'accounts.restore', 'done', { deactivationId }],
] as const

let database: Awaited<ReturnType<typeof databaseBefore>>
let jobs: Map<number, { [column: string]: unknown }>

beforeAll(async () => {
  database = await databaseBefore('20261130000000_job_names_and_fairness')
  const { db } = database
  await db.query(
    `BEGIN;
     INSERT INTO organizations (id, name) VALUES (1, 'Old');
     INSERT INTO accounts (id, organization_id, name, name_key, external_id, default_account)
     VALUES (1, 1, 'Old', 'old', 'OLD', true);
     INSERT INTO users (id, organization_id, account_id, email, first_name, last_name, search_key,
                        password_hash, org_admin)
     VALUES (1, 1, 1, 'ada@example.com', 'Ada', 'Old', 'ada old', '!', true);
     COMMIT`,
  )
  for (const [id, kind, state, parameters] of oldJobs) {
    await db.query(
      `INSERT INTO jobs (id, organization_id, user_id, email, address, kind, state, parameters,
                         total, place, done, refused)
       VALUES ($1, 1, 1, 'ada@example.com', '192.0.2.1', $2, $3, $4, 9, 5, 3, 1)`,
      [id, kind, state, parameters],
    )
  }
  await db.query(
    `INSERT INTO job_rows (job_id, row, fields, fault) VALUES (1, 2, '{"name": ""}', 'Missing.')`,
  )
  await db.query(
    `BEGIN;
     INSERT INTO audit_events (organization_id, seq, at, operation, outcome, target_type, target_id,
                               address, request_id, detail, mac)
     VALUES (1, 1, now(), 'jobs.start', 'done', 'job', 7, '', '', '{}', repeat('0', 64));
     INSERT INTO audit_heads (organization_id, seq, mac, seal) VALUES (1, 1, repeat('0', 64), '');
     COMMIT`,
  )
  await database.migrate()
  const { rows } = await db.query(
    `SELECT *, 0 AS duplicates, last_row AS "lastRow", created_at AS "createdAt" FROM jobs`,
  )
  jobs = new Map(rows.map((row) => [row.id, row]))
})
afterAll(() => database.drop())

test.each([
  [1, { state: 'checking', processed: 4, succeeded: 0, rejected: 1 }],
  [2, { state: 'awaiting-confirmation', processed: 4, succeeded: 0, rejected: 1 }],
  [3, { state: 'running', processed: 4, succeeded: 3, rejected: 1 }],
  [4, { state: 'completed', processed: 4, succeeded: 3, rejected: 1 }],
  [8, { state: 'canceled', processed: 4, succeeded: 3, rejected: 1 }],
  [9, { state: 'completed', succeeded: 3 }],
  [10, { state: 'completed', succeeded: 3 }],
])('job %i keeps its progress under the new names', (id, expected) => {
  expect(jobs.get(id)).toMatchObject({ ...expected, last_row: 5, total: 9, attempts: 0 })
})

test('an import that ended before its confirmation has added nothing', () => {
  expect(jobs.get(5)).toMatchObject({ state: 'failed', succeeded: 0 })
  expect(jobs.get(6)).toMatchObject({ state: 'canceled', succeeded: 0 })
})

test('an import canceled after its confirmation keeps its count', () => {
  expect(jobs.get(7)).toMatchObject({ state: 'canceled', succeeded: 3 })
})

test('every migrated job can be read, with complete parameters', () => {
  const parsed = [...jobs.values()].map((job) => jobSchema.parse(job))
  const parameters = new Map(parsed.map((job) => [job.id, job.parameters]))
  expect(parameters.get(1)).toEqual({
    file: 'accounts.csv',
    columns: [],
    ignoredColumns: ['color'],
  })
  expect(parameters.get(3)).toEqual({
    file: 'users.csv',
    columns: [],
    ignoredColumns: [],
    accountId: 7,
    mode: 'add',
  })
  expect(parameters.get(8)).toEqual({
    selection: { id: [4, 5], q: '', all: false },
    deactivationId,
  })
  expect(parameters.get(10)).toEqual({ deactivationId })
})

test('a rejected row keeps its error', async () => {
  const { rows } = await database.db.query('SELECT job_id, row, error FROM job_rows')
  expect(rows).toEqual([{ job_id: 1, row: 2, error: 'Missing.' }])
})

test('audit events are not rewritten', async () => {
  const { rows } = await database.db.query('SELECT operation, target_id FROM audit_events')
  expect(rows).toEqual([{ operation: 'jobs.start', target_id: 7 }])
})

test('an old state is no longer accepted', async () => {
  const update = database.db.query(`UPDATE jobs SET state = 'done'`)
  await expect(update).rejects.toThrow('jobs_state_check')
})
