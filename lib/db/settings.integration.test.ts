import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openDatabase, runsAsOwner } from '@/lib/db/settings'
import { readSettings } from '@/lib/env'

const [application, owner] = [process.env.DATABASE_URL, process.env.MIGRATE_DATABASE_URL]
const poor = `poor_${randomUUID().replaceAll('-', '')}`

let parent = ''
let data = ''
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'console-settings-'))
  data = path.join(parent, 'data')
  vi.stubEnv('DATA_DIR', data)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(parent, { recursive: true, force: true })
})

async function asOwner(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: owner })
  await client.connect()
  for (const sql of statements) await client.query(sql)
  await client.end()
}

const urlOf = (user: string, database?: string) => {
  const url = Object.assign(new URL(owner ?? ''), { username: user, password: 'poor' })
  return (database ? Object.assign(url, { pathname: database }) : url).href
}

describe('a role that may not migrate', () => {
  beforeAll(() => asOwner(`CREATE ROLE ${poor} LOGIN PASSWORD 'poor'`, `CREATE DATABASE ${poor}`))
  afterAll(() => asOwner(`DROP DATABASE ${poor}`, `DROP ROLE ${poor}`))

  test.each([
    ['an empty database', poor],
    ['a migrated database', undefined],
  ])('is told so in one sentence, of %s', async (_name, database) => {
    vi.stubEnv('DATABASE_URL', urlOf('console_app', database))
    vi.stubEnv('MIGRATE_DATABASE_URL', urlOf(poor, database))
    await expect(openDatabase()).rejects.toThrow(
      /^The database could not be prepared by the role of MIGRATE_DATABASE_URL: [^\n]*permission denied[^\n]*\.$/,
    )
  })

  test('with a wrong password as well', async () => {
    vi.stubEnv('MIGRATE_DATABASE_URL', Object.assign(new URL(urlOf(poor)), { password: 'x' }).href)
    await expect(openDatabase()).rejects.toThrow(
      /^The database could not be prepared by [^\n]*password authentication failed[^\n]*\.$/,
    )
  })
})

describe('with DATABASE_URL', () => {
  test('and both secrets, nothing is kept on this machine', async () => {
    await openDatabase()
    expect(existsSync(data)).toBe(false)
  })

  test('and one of them, the other is made and kept', async () => {
    vi.stubEnv('AUDIT_SECRET', '')
    await openDatabase()
    expect(existsSync(path.join(data, 'secrets.json'))).toBe(true)
    expect(process.env.AUDIT_SECRET).toMatch(/^[\w-]{43}$/)
  })

  test('in production, a missing secret refuses the start', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('AUTH_SECRET', '')
    await expect(openDatabase()).rejects.toThrow(/set AUTH_SECRET too/)
    expect(existsSync(data)).toBe(false)
  })

  test('alone, the program would own its tables', () => {
    expect(runsAsOwner(readSettings())).toBe(false)
    vi.stubEnv('MIGRATE_DATABASE_URL', '')
    expect(runsAsOwner(readSettings())).toBe(true)
    vi.stubEnv('MIGRATE_DATABASE_URL', application)
    expect(runsAsOwner(readSettings())).toBe(true)
  })
})
