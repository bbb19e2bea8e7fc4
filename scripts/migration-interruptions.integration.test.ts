import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { applyPending, migrate } from '@/lib/db/migrate'
import { readMigrations } from '@/lib/db/migrations/files'
import { withMigrationLock } from '@/lib/db/migrations/session'
import { readCatalog } from '@/lib/testing/catalog'
import { emptyDatabase } from '@/lib/testing/migrations'
import { bundle } from '@/scripts/bundle.mjs'

const KILLS = 10

const migrations = readMigrations()
const names = migrations.map(({ name }) => name)
const blocked = '20261130000000_job_names_and_fairness'
const beforeBlocked = migrations.filter(({ name }) => name < blocked)
const ignoreWarnings = () => undefined

let program: string
let current: Awaited<ReturnType<typeof readCatalog>>
let database: Awaited<ReturnType<typeof emptyDatabase>>
const children = new Set<ChildProcess>()

beforeAll(async () => {
  program = await bundle('lib/db/migrate.ts')
  const { db, drop } = await emptyDatabase()
  await applyPending(db, migrations, ignoreWarnings)
  current = await readCatalog(db)
  await drop()
})
afterAll(() => rmSync(program))
beforeEach(async () => {
  database = await emptyDatabase()
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database.drop()
})

function startMigrating(): ChildProcess {
  const code = `const { migrate } = await import(process.argv[1])
    const controller = new AbortController()
    process.once('SIGTERM', () => controller.abort())
    const url = process.argv[2]
    await migrate({ owner: url, application: url }, controller.signal)`
  const args = ['--input-type=module', '-e', code, program, database.url]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  children.add(child)
  return child
}

/** Asks again at once, because the moment in between must not be missed. */
async function until(sql: string): Promise<void> {
  const isReached = async () =>
    (await database.db.query(`SELECT (${sql}) AS reached`)).rows[0].reached
  await expect.poll(isReached, { interval: 1 }).toBe(true)
}

async function finished(): Promise<string[]> {
  const { rows } = await database.db.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

const unfinished = `SELECT count(*)::int FROM _prisma_migrations
                     WHERE finished_at IS NULL AND rolled_back_at IS NULL`

async function expectComplete(): Promise<void> {
  expect(await finished()).toEqual(names)
  expect((await database.db.query(unfinished)).rows).toEqual([{ count: 0 }])
  expect(await readCatalog(database.db)).toEqual(current)
}

test('a migration that is killed again and again completes at the next start', async () => {
  const { db, url } = database
  await applyPending(db, [], ignoreWarnings)
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startMigrating()
    const exit = once(child, 'exit')
    const goal = Math.max((await finished()).length, Math.floor((kill * names.length) / KILLS))
    await until(`(SELECT count(*) FROM _prisma_migrations) > ${goal} OR ${goal} >= ${names.length}`)
    child.kill('SIGKILL')
    await exit
  }
  await migrate({ owner: url, application: url })
  await expectComplete()
}, 60_000)

test.each(['SIGTERM', 'SIGKILL'] as const)(
  '%s while a migration waits for a session that reads leaves the database as it was',
  async (signal) => {
    const { db, url } = database
    await applyPending(db, beforeBlocked, ignoreWarnings)
    const before = await readCatalog(db)
    await db.query('BEGIN; SELECT count(*) FROM jobs')
    const child = startMigrating()
    const exit = once(child, 'exit')
    const waits = `EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'jobs'::regclass)`
    await until(waits)
    child.kill(signal)
    await exit
    await until(`NOT ${waits}`)
    await db.query('ROLLBACK')
    expect(await finished()).toEqual(beforeBlocked.map(({ name }) => name))
    expect(await readCatalog(db)).toEqual(before)
    await migrate({ owner: url, application: url })
    await expectComplete()
  },
)

test('a command that a signal ends while it migrates leaves the database as it was', async () => {
  const { db, url } = database
  await applyPending(db, beforeBlocked, ignoreWarnings)
  await db.query('BEGIN; SELECT count(*) FROM jobs')
  const args = ['scripts/run.mjs', 'scripts/user-reset.ts', '--email', 'ada@example.com']
  const env = { ...process.env, DATABASE_URL: url, MIGRATE_DATABASE_URL: url }
  const child = spawn(process.execPath, args, { stdio: 'ignore', env })
  children.add(child)
  const exit = once(child, 'exit')
  const waits = `EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'jobs'::regclass)`
  await until(waits)
  child.kill('SIGHUP')
  expect(await exit).toEqual([129, null])
  expect((await db.query(`SELECT ${waits} AS waits`)).rows).toEqual([{ waits: false }])
  await db.query('ROLLBACK')
  expect(await finished()).toEqual(beforeBlocked.map(({ name }) => name))
})

test('a migration that cannot get its lock says so and changes nothing', async () => {
  const { db, url } = database
  await applyPending(db, beforeBlocked, ignoreWarnings)
  const before = await readCatalog(db)
  await db.query('BEGIN; SELECT count(*) FROM jobs')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`SET lock_timeout = '50ms'`)
  await expect(applyPending(client, migrations, ignoreWarnings)).rejects.toThrow(
    `Migration ${blocked} was rolled back: it needs a lock that another session has held for 10 s. End that session, then start again.`,
  )
  await client.end()
  await db.query('ROLLBACK')
  expect(await readCatalog(db)).toEqual(before)
})

test('waiting for locks and statements is limited', async () => {
  await withMigrationLock(database.url, undefined, async (client) => {
    const show = async (name: string) => (await client.query(`SHOW ${name}`)).rows[0][name]
    expect(await show('lock_timeout')).toBe('10s')
    expect(await show('statement_timeout')).toBe('1h')
  })
})

const start = `INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES (gen_random_uuid(), '', $1)`

test('what an earlier release did not record as finished is settled for both outcomes', async () => {
  const { db } = database
  await applyPending(db, [], ignoreWarnings)
  for (const [index, migration] of migrations.entries()) {
    const upToThis = migrations.slice(0, index + 1)
    await db.query(start, [migration.name])
    if (index % 2 === 0) await db.query(migration.sql)
    await applyPending(db, upToThis, ignoreWarnings)
    await db.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1`, [
      migration.name,
    ])
    await applyPending(db, upToThis, ignoreWarnings)
  }
  await expectComplete()
})

test('a migration that failed in an earlier release is applied again', async () => {
  const { db } = database
  await applyPending(db, [], ignoreWarnings)
  await db.query(start, [names[0]])
  await db.query(`UPDATE _prisma_migrations SET logs = 'ERROR: out of disk'`)
  await applyPending(db, migrations, ignoreWarnings)
  await expectComplete()
})
