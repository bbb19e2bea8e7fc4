import pg from 'pg'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { SQL } from '@/lib/db/sql'
import { account, organization, user } from '@/lib/testing/factories'

test.each(['53100', '53300', '25006', '40P01', '55P03', '57014', '57P01'])(
  'a database that cannot serve now is unavailable: SQLSTATE %s',
  async (state) => {
    const raise = SQL.raw(`DO $$ BEGIN RAISE 'unavailable' USING ERRCODE = '${state}'; END $$`)
    await expect(mapDatabaseErrors(() => database().$executeRaw(raise))).rejects.toMatchObject({
      code: 'unavailable',
    })
  },
)

test.each([
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Connection terminated unexpectedly',
])('a lost connection is unavailable: %s', async (message) => {
  await expect(mapDatabaseErrors(() => Promise.reject(new Error(message)))).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('a connection that ends during a statement is unavailable, and is replaced', async () => {
  const [{ pid } = { pid: 0 }] = await database().$queryRaw<
    { pid: number }[]
  >`SELECT pg_backend_pid() AS pid`
  const sleeping = mapDatabaseErrors(() => database().$executeRaw`SELECT pg_sleep(2)`)
  const rejected = expect(sleeping).rejects.toMatchObject({ code: 'unavailable' })
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  await owner.query('SELECT pg_sleep(0.2)')
  await owner.query('SELECT pg_terminate_backend($1)', [pid])
  await owner.end()
  await rejected
  expect(await mapDatabaseErrors(() => database().organization.count())).toBe(0)
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
