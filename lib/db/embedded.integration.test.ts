import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { joinEmbedded } from '@/lib/db/embedded'

const passwords = { ownerPassword: 'owner-password', applicationPassword: 'application-password' }

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'console-embedded-'))
  chmodSync(directory, 0o755)
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const inside = (name: string) => path.join(directory, name)

test('what a power cut left of making the database is made anew', async () => {
  mkdirSync(inside('postgres.new'))
  writeFileSync(inside('postgres.new/PG_VERSION'), '18\n')
  mkdirSync(inside('postgres'))
  writeFileSync(inside('postgres.password'), 'left over')
  const { release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  await release()
  expect(existsSync(inside('postgres/PG_VERSION'))).toBe(true)
  expect(existsSync(inside('postgres.new'))).toBe(false)
  expect(existsSync(inside('postgres.password'))).toBe(false)
}, 60_000)

test('a password left over is removed also where the database is whole', async () => {
  const first = await joinEmbedded(directory, passwords, ['fsync=off'])
  writeFileSync(inside('postgres.password'), 'left over')
  const second = await joinEmbedded(directory, passwords, ['fsync=off'])
  expect(second.port).toBe(first.port)
  expect(existsSync(inside('postgres.password'))).toBe(false)
  await second.release()
  await first.release()
}, 60_000)

test('its log holds no row and no statement', async () => {
  const { urls, release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  await client.query('CREATE TABLE people (email text UNIQUE, age int CHECK (age > 0))')
  const insert = `INSERT INTO people VALUES ('ada@example.com', $1)`
  await client.query(insert, [36])
  await expect(client.query(insert, [36])).rejects.toThrow('people_email_key')
  await expect(client.query(insert, [-1])).rejects.toThrow('people_age_check')
  await client.end()
  await release()
  const log = readFileSync(inside('postgres.log'), 'utf8')
  expect(log).toContain('people_email_key')
  expect(log).not.toContain('ada@')
}, 60_000)
