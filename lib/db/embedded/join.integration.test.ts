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
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { joinEmbedded } from '@/lib/db/embedded/join'
import { createPool } from '@/lib/db/internals/pool'
import { isAlive, startOf } from '@/lib/db/process'

const passwords = { ownerPassword: 'owner-password', applicationPassword: 'application-password' }

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'console-embedded-'))
  chmodSync(directory, 0o755)
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const file = (name: string) => path.join(directory, name)

test('a database that a power cut left incomplete is created again', async () => {
  mkdirSync(file('postgres.new'))
  writeFileSync(file('postgres.new/PG_VERSION'), '18\n')
  mkdirSync(file('postgres'))
  writeFileSync(file('postgres.password'), 'leftover')
  const { release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  await release()
  expect(existsSync(file('postgres/PG_VERSION'))).toBe(true)
  expect(existsSync(file('postgres.new'))).toBe(false)
  expect(existsSync(file('postgres.password'))).toBe(false)
}, 60_000)

test('a leftover password file is removed when the database is complete', async () => {
  const first = await joinEmbedded(directory, passwords, ['fsync=off'])
  writeFileSync(file('postgres.password'), 'leftover')
  const second = await joinEmbedded(directory, passwords, ['fsync=off'])
  expect(second.port).toBe(first.port)
  expect(existsSync(file('postgres.password'))).toBe(false)
  await second.release()
  await first.release()
}, 60_000)

test('the server has no settings of the console in its environment', async () => {
  vi.stubEnv('AUTH_SECRET', 'canary-in-the-environment')
  const { urls, release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  vi.unstubAllEnvs()
  const client = new pg.Client({ connectionString: urls.owner })
  await client.connect()
  await client.query(`CREATE TABLE environment (line text); COPY environment FROM PROGRAM 'env'`)
  const { rows } = await client.query<{ line: string }>('SELECT line FROM environment')
  await client.end()
  await release()
  expect(rows.map(({ line }) => line)).toContainEqual(expect.stringMatching(/^PATH=/))
  expect(JSON.stringify(rows)).not.toMatch(/canary|SECRET|HOME/)
}, 60_000)

test('the log contains no rows and no statements', async () => {
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
  const log = readFileSync(file('postgres.log'), 'utf8')
  expect(log).toContain('people_email_key')
  expect(log).not.toContain('ada@')
}, 60_000)

/** A server removes its file a moment before it ends. */
const expectEnd = (pid: number) => expect.poll(() => isAlive(pid)).toBe(false)

const postmaster = () =>
  Number(readFileSync(file('postgres/postmaster.pid'), 'utf8').split('\n')[0])

test('a killed server runs again on the same port, although a query is at work', async () => {
  const { urls, port, release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  const other = await joinEmbedded(directory, passwords, ['fsync=off'])
  const pool = createPool(urls.owner)
  pool.on('error', () => undefined)
  await pool.query('CREATE TABLE kept ()')
  const busy = pool.query('SELECT count(*) FROM generate_series(1, 1e12)').catch(() => 'ended')
  const before = postmaster()
  process.kill(before, 'SIGKILL')
  const count = () => pool.query('SELECT FROM kept').then(({ rowCount }) => rowCount)
  await expect.poll(() => count().catch(() => 'gone')).toBe(0)
  expect(await busy).toBe('ended')
  expect(postmaster()).not.toBe(before)
  expect(Number(readFileSync(file('postgres/postmaster.pid'), 'utf8').split('\n')[3])).toBe(port)
  await pool.end()
  await other.release()
  await release()
}, 60_000)

// This process stands for a program that got the ID of a process of ours after a restart.
test('files that name the ID of another program are left over', async () => {
  const first = await joinEmbedded(directory, passwords, ['fsync=off'])
  await first.release()
  const serverFile = [
    process.pid,
    file('postgres'),
    1,
    first.port,
    '',
    '127.0.0.1',
    '',
    'ready',
    '',
  ]
  writeFileSync(file('postgres/postmaster.pid'), serverFile.join('\n'))
  writeFileSync(file('database.lock'), `${process.ppid}\nanother start`)
  writeFileSync(file(`holders/${process.ppid}`), 'another start')
  const { port, release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  expect(port).toBe(first.port)
  const server = postmaster()
  expect(server).not.toBe(process.pid)
  await release()
  await expectEnd(server)
}, 60_000)

test('a server that another process uses goes on', async () => {
  const { release } = await joinEmbedded(directory, passwords, ['fsync=off'])
  const server = postmaster()
  writeFileSync(file(`holders/${process.ppid}`), startOf(process.ppid))
  await release()
  expect(isAlive(server)).toBe(true)
  rmSync(file(`holders/${process.ppid}`))
  const last = await joinEmbedded(directory, passwords, ['fsync=off'])
  await last.release()
  await expectEnd(server)
}, 60_000)
