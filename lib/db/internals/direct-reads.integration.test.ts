import { expect, test, vi } from 'vitest'
import { database, databasePool } from '@/lib/db/client'
import { SQL } from '@/lib/db/sql'
import * as make from '@/lib/testing/factories'

test('a raw query returns the same values inside a transaction and outside', async () => {
  const [id, ids] = [7, [1, 2]]
  const query = SQL.sql`
    SELECT ${id}::int AS int, ${ids}::int[] AS ints, ${'text'} AS text, true AS flag, NULL AS none,
           '2026-02-03 04:05:06.789+00'::timestamptz AS moment, '{"a":[1]}'::jsonb AS json,
           1.5::float8 AS share`
  const outside = await database().$queryRaw(query)
  const within = await database().$transaction((db) => db.$queryRaw(query))
  expect(outside).toEqual(within)
  expect(outside).toEqual([
    expect.objectContaining({ int: 7, ints: [1, 2], moment: new Date('2026-02-03T04:05:06.789Z') }),
  ])
})

test('only a raw query inside the transaction sees its uncommitted rows', async () => {
  const { organizationId } = await make.organization()
  const names = (db: Pick<ReturnType<typeof database>, '$queryRaw'>) =>
    db.$queryRaw<{ name: string }[]>`
      SELECT name FROM accounts WHERE organization_id = ${organizationId} AND NOT default_account`
  await database().$transaction(async (db) => {
    const data = { organizationId, name: 'New', nameKey: 'new', externalId: 'NEW' }
    await db.account.create({ data })
    expect(await names(db)).toEqual([{ name: 'New' }])
    expect(await names(database())).toEqual([])
  })
  expect(await names(database())).toEqual([{ name: 'New' }])
})

test('only a raw query outside a transaction goes straight to the pool', async () => {
  const pool = vi.spyOn(databasePool(), 'query')
  await database().$transaction((db) => db.$queryRaw`SELECT 1`)
  expect(pool).not.toHaveBeenCalled()
  await database().$queryRaw`SELECT 1`
  expect(pool).toHaveBeenCalledOnce()
  pool.mockRestore()
})
