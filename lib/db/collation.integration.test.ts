import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { hasUnicodeCtype } from '@/lib/db/collation'

test('the embedded database knows the letters of every language, one made with LC_CTYPE=C does not', async () => {
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  expect(await hasUnicodeCtype(owner)).toBe(true)

  const plain = `plain_${randomUUID().replaceAll('-', '')}`
  await owner.query(`CREATE DATABASE ${plain} TEMPLATE template0 LC_CTYPE 'C'`)
  const url = Object.assign(new URL(process.env.MIGRATE_DATABASE_URL ?? ''), { pathname: plain })
  const other = new pg.Client({ connectionString: url.href })
  await other.connect()
  expect(await hasUnicodeCtype(other)).toBe(false)
  await other.end()
  await owner.query(`DROP DATABASE ${plain}`)
  await owner.end()
})
