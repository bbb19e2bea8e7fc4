import pg from 'pg'
import { expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { mapDatabaseErrors } from '@/lib/db/errors'
import { SQL } from '@/lib/db/sql'
import { account, organization, user } from '@/lib/testing/factories'

test.each(['53100', '53300', '25006', '40P01', '55P03', '57014', '57P01'])(
  'that the database cannot just now is told as that: %s',
  async (state) => {
    const raise = SQL.raw(`DO $$ BEGIN RAISE 'not now' USING ERRCODE = '${state}'; END $$`)
    await expect(mapDatabaseErrors(() => database().$executeRaw(raise))).rejects.toMatchObject({
      code: 'unavailable',
    })
  },
)

test.each([
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Connection terminated unexpectedly',
])('so is a connection that is lost: %s', async (message) => {
  await expect(mapDatabaseErrors(() => Promise.reject(new Error(message)))).rejects.toMatchObject({
    code: 'unavailable',
  })
})

test('a connection that is ended under a statement is told as that, and replaced', async () => {
  const [{ pid } = { pid: 0 }] = await database().$queryRaw<
    { pid: number }[]
  >`SELECT pg_backend_pid() AS pid`
  const asleep = mapDatabaseErrors(() => database().$executeRaw`SELECT pg_sleep(2)`)
  const refused = expect(asleep).rejects.toMatchObject({ code: 'unavailable' })
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  await owner.query('SELECT pg_sleep(0.2)')
  await owner.query('SELECT pg_terminate_backend($1)', [pid])
  await owner.end()
  await refused
  expect(await mapDatabaseErrors(() => database().organization.count())).toBe(0)
})

test('that an account is inactive is told of whichever row comes last', async () => {
  const { organizationId } = await organization()
  const [open, closed] = [
    await account(organizationId),
    await account(organizationId, { active: false }),
  ]
  await user({ organizationId, accountId: open.id })
  const asleep = await user({ organizationId, accountId: closed.id }, { active: false })
  const said = { code: 'conflict', message: expect.stringContaining('The account is deactivated') }
  await expect(
    mapDatabaseErrors(() =>
      database().user.update({ where: { id: asleep.id }, data: { active: true } }),
    ),
  ).rejects.toMatchObject(said)
  await expect(
    mapDatabaseErrors(() =>
      database().account.update({ where: { id: open.id }, data: { active: false } }),
    ),
  ).rejects.toMatchObject(said)
})
