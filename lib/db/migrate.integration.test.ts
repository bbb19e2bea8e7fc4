import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '@/lib/db/migrate'

const application = process.env.DATABASE_URL ?? ''
const owner = process.env.MIGRATE_DATABASE_URL ?? ''

let db: pg.Client
beforeAll(async () => {
  db = new pg.Client({ connectionString: application })
  await db.connect()
})
afterAll(() => db.end())

test('after the grants the application cannot create tables, not even temporary ones', async () => {
  await migrate({ owner, application })
  await expect(db.query('CREATE TEMP TABLE users (id int)')).rejects.toThrow('permission denied')
  await expect(db.query('CREATE TABLE public.shadow (id int)')).rejects.toThrow('permission denied')
})

test('a second migration changes nothing', async () => {
  const applied = 'SELECT migration_name, finished_at FROM _prisma_migrations ORDER BY 1'
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  const before = (await client.query(applied)).rows
  await migrate({ owner, application })
  expect((await client.query(applied)).rows).toEqual(before)
  await client.end()
})
