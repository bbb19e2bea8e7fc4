import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { databaseWarnings, openDatabase } from '@/lib/db/settings'
import { readSettings } from '@/lib/env'

const [application, owner] = [process.env.DATABASE_URL, process.env.MIGRATE_DATABASE_URL]
const unprivileged = `unprivileged_${randomUUID().replaceAll('-', '')}`

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
  const url = Object.assign(new URL(owner ?? ''), { username: user, password: 'password' })
  return (database ? Object.assign(url, { pathname: database }) : url).href
}

describe('a role without the privilege to migrate', () => {
  beforeAll(() =>
    asOwner(
      `CREATE ROLE ${unprivileged} LOGIN PASSWORD 'password'`,
      `CREATE DATABASE ${unprivileged}`,
    ),
  )
  afterAll(() => asOwner(`DROP DATABASE ${unprivileged}`, `DROP ROLE ${unprivileged}`))

  test.each([
    ['an empty database', unprivileged],
    ['a migrated database', undefined],
  ])('is reported in one sentence, for %s', async (_name, database) => {
    vi.stubEnv('DATABASE_URL', urlOf('console_app', database))
    vi.stubEnv('MIGRATE_DATABASE_URL', urlOf(unprivileged, database))
    await expect(openDatabase()).rejects.toThrow(
      /^Could not migrate the database with MIGRATE_DATABASE_URL: [^\n]*permission denied[^\n]*\.$/,
    )
  })

  test('is reported in one sentence when its password is wrong', async () => {
    vi.stubEnv(
      'MIGRATE_DATABASE_URL',
      Object.assign(new URL(urlOf(unprivileged)), { password: 'x' }).href,
    )
    await expect(openDatabase()).rejects.toThrow(
      /^Could not migrate the database with [^\n]*password authentication failed[^\n]*\.$/,
    )
  })
})

describe('with DATABASE_URL', () => {
  test('and both secrets, nothing is stored on this machine', async () => {
    await openDatabase()
    expect(existsSync(data)).toBe(false)
  })

  test('and one secret, the other is generated and stored', async () => {
    vi.stubEnv('AUDIT_SECRET', '')
    await openDatabase()
    expect(existsSync(path.join(data, 'secrets.json'))).toBe(true)
    expect(process.env.AUDIT_SECRET).toMatch(/^[\w-]{43}$/)
  })

  test('in production, a missing secret stops the start', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('AUTH_SECRET', '')
    await expect(openDatabase()).rejects.toThrow(/set AUTH_SECRET too/)
    expect(existsSync(data)).toBe(false)
  })

  test('alone, the operator is warned that the program owns its tables', async () => {
    const warnings = () => databaseWarnings(readSettings(), { development: false })
    const ownsTables = [expect.stringContaining('the program owns its tables')]
    expect(await warnings()).toEqual([])
    vi.stubEnv('MIGRATE_DATABASE_URL', '')
    expect(await warnings()).toEqual(ownsTables)
    vi.stubEnv('MIGRATE_DATABASE_URL', application)
    expect(await warnings()).toEqual(ownsTables)
  })
})

test('the embedded database causes no warning', async () => {
  vi.stubEnv('DATABASE_URL', '')
  vi.stubEnv('MIGRATE_DATABASE_URL', '')
  const settings = readSettings()
  // The embedded database sets the URL once it runs.
  vi.stubEnv('DATABASE_URL', application)
  expect(await databaseWarnings(settings, { development: false })).toEqual([])
})
