import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, test } from 'vitest'
import { hasUnicodeCtype } from '@/lib/db/collation'

test('the embedded database has a Unicode LC_CTYPE, a database with LC_CTYPE=C does not', async () => {
  const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  expect(await hasUnicodeCtype(owner)).toBe(true)

  const name = `ascii_${randomUUID().replaceAll('-', '')}`
  await owner.query(`CREATE DATABASE ${name} TEMPLATE template0 LC_CTYPE 'C'`)
  const url = Object.assign(new URL(process.env.MIGRATE_DATABASE_URL ?? ''), { pathname: name })
  const ascii = new pg.Client({ connectionString: url.href })
  await ascii.connect()
  expect(await hasUnicodeCtype(ascii)).toBe(false)
  await ascii.end()
  await owner.query(`DROP DATABASE ${name}`)
  await owner.end()
})
