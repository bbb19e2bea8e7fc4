import pg from 'pg'
import { expect, test } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { type Database, SQL } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { account, organization, user } from '@/lib/testing/factories'

// Of PostgreSQL, and of PgBouncer, which sends 08P01 for most of what goes wrong.
const states =
  '08000 08003 08006 08P01 25006 25P03 25P04 28000 28P01 3D000 40001 40003 40P01 53000 53100 53200 53300 55P03 57000 57014 57P01 57P02 57P03 57P04 57P05 58000 58030'

test.each(states.split(' '))(
  'a database that cannot serve now is unavailable: SQLSTATE %s',
  async (state) => {
    const raise = SQL.raw(`DO $$ BEGIN RAISE 'unavailable' USING ERRCODE = '${state}'; END $$`)
    const unavailable = { code: 'unavailable' }
    await expect(mapDatabaseErrors(() => database().$executeRaw(raise))).rejects.toMatchObject(
      unavailable,
    )
    await expect(mapDatabaseErrors(() => database().$queryRaw(raise))).rejects.toMatchObject(
      unavailable,
    )
    await expect(transaction((db) => db.$executeRaw(raise))).rejects.toMatchObject(unavailable)
  },
)

test('a bug stays a bug, whatever text it quotes', async () => {
  const raise = SQL.raw(
    `DO $$ BEGIN RAISE 'no such name: 57P01 ECONNRESET Connection terminated' USING ERRCODE = '22023'; END $$`,
  )
  await expect(transaction((db) => db.$executeRaw(raise))).rejects.not.toBeInstanceOf(AppError)
})

test.each([
  new Error('Query read timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
  new Error('Client was closed and is not queryable'),
  new Error('Connection terminated unexpectedly'),
  Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }),
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' }),
  Object.assign(new Error('connect ENOENT /run/.s.PGSQL.5432'), {
    code: 'ENOENT',
    syscall: 'connect',
  }),
  new AggregateError([
    Object.assign(new Error('connect EHOSTUNREACH ::1:5432'), { code: 'EHOSTUNREACH' }),
  ]),
])('a lost connection is unavailable: $message', async (error) => {
  const wrapped = new Error('query failed', { cause: error })
  for (const each of [error, wrapped]) {
    await expect(mapDatabaseErrors(() => Promise.reject(each))).rejects.toMatchObject({
      code: 'unavailable',
    })
  }
})

const pidOf = async (db: Database) => {
  const [{ pid } = { pid: 0 }] = await db.$queryRaw<
    { pid: number }[]
  >`SELECT pg_backend_pid() AS pid`
  return pid
}

/** Ends a connection of the program as an administrator of the database does, or a restart. */
async function terminate(pid: number, statement = '%'): Promise<void> {
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  const running = 'SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND query LIKE $2'
  while ((await owner.query(running, [pid, statement])).rowCount === 0);
  await owner.query('SELECT pg_terminate_backend($1, 5000)', [pid])
  await owner.end()
}

test('a connection that ends during a statement is unavailable, and is replaced', async () => {
  const sleeping = transaction(async (db) => {
    void terminate(await pidOf(db), '%pg_sleep%')
    await db.$executeRaw`SELECT pg_sleep(5)`
  })
  await expect(sleeping).rejects.toMatchObject({ code: 'unavailable', outcomeUnknown: false })
  expect(await mapDatabaseErrors(() => database().organization.count())).toBe(0)
})

test('a connection that ends between two statements is unavailable, and saves nothing', async () => {
  const { organizationId } = await organization()
  const { id } = await account(organizationId, { name: 'Before' })
  const change = transaction(async (db) => {
    await db.account.update({ where: { id }, data: { name: 'After' } })
    await terminate(await pidOf(db))
    await db.account.update({ where: { id }, data: { description: 'After' } })
  })
  await expect(change).rejects.toMatchObject({ code: 'unavailable', outcomeUnknown: false })
  expect(await database().account.findUnique({ where: { id } })).toMatchObject({ name: 'Before' })
})

test('a connection that ends before its commit may have saved', async () => {
  const change = transaction(async (db) => terminate(await pidOf(db)))
  await expect(change).rejects.toMatchObject({ code: 'unavailable', outcomeUnknown: true })
})

test.each([
  ['CONNECTION LIMIT 0', 'CONNECTION LIMIT -1'],
  ['ALLOW_CONNECTIONS false', 'ALLOW_CONNECTIONS true'],
])('a database that lets nobody in is unavailable: %s', async (refuse, accept) => {
  const url = new URL(process.env.MIGRATE_DATABASE_URL ?? '')
  const name = url.pathname.slice(1)
  const connectionString = Object.assign(url, { pathname: 'postgres' }).href
  const owner = new pg.Client({ connectionString })
  await owner.connect()
  await closeDatabase()
  await owner.query(`ALTER DATABASE ${name} WITH ${refuse}`)
  const reads = [
    mapDatabaseErrors(() => database().$queryRaw`SELECT 1`),
    mapDatabaseErrors(() => database().organization.count()),
    transaction((db) => db.$executeRaw`SELECT 1`),
  ]
  const results = await Promise.allSettled(reads)
  await owner.query(`ALTER DATABASE ${name} WITH ${accept}`)
  await owner.end()
  for (const result of results) expect(result).toMatchObject({ reason: { code: 'unavailable' } })
})

test('an inactive account with active users is a conflict, whichever row changes', async () => {
  const { organizationId } = await organization()
  const [active, inactive] = [
    await account(organizationId),
    await account(organizationId, { active: false }),
  ]
  await user({ organizationId, accountId: active.id })
  const member = await user({ organizationId, accountId: inactive.id }, { active: false })
  const conflict = {
    code: 'conflict',
    message: expect.stringContaining('deactivated account'),
  }
  await expect(
    mapDatabaseErrors(() =>
      database().user.update({ where: { id: member.id }, data: { active: true } }),
    ),
  ).rejects.toMatchObject(conflict)
  await expect(
    mapDatabaseErrors(() =>
      database().account.update({ where: { id: active.id }, data: { active: false } }),
    ),
  ).rejects.toMatchObject(conflict)
})
