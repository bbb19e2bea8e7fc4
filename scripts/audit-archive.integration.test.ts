import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { verifyLog } from '@/lib/activity/verify-log'
import { database } from '@/lib/db/client'
import { env } from '@/lib/env'
import * as make from '@/lib/testing/factories'
import { replaceLog } from '@/lib/testing/old-log'

// Each command bundles the program first.
const MINUTES = 3 * 60_000
const ROWS = 20_000
const OLD = new Date(Date.now() - 100 * 24 * 60 * 60_000)
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
const parent = mkdtempSync(path.join(tmpdir(), 'audit-archive-'))
// The command creates it.
const directory = path.join(parent, 'files')
let organizationId: number

beforeAll(async () => {
  await owner.connect()
  Object.assign(env(), { AUDIT_ARCHIVE_DIR: directory })
  organizationId = (await make.organization()).organizationId
  await replaceLog(owner, organizationId, { count: ROWS, at: OLD })
})
afterAll(async () => {
  await owner.end()
  rmSync(parent, { recursive: true })
})

function start(days: string): ChildProcess {
  const settings = { AUDIT_RETENTION_DAYS: days, AUDIT_ARCHIVE_DIR: directory }
  return spawn(process.execPath, ['scripts/run.mjs', 'scripts/audit-archive.ts'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function run(days: string) {
  const child = start(days)
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('The command has no output.')
  const [output, errors] = await Promise.all([text(stdout), text(stderr), once(child, 'close')])
  return { code: child.exitCode, stdout: output, stderr: errors }
}

const countRows = () => database().auditEvent.count({ where: { organizationId } })
const isWriting = () =>
  existsSync(directory) && readdirSync(directory).some((name) => name.endsWith('.partial'))

test(
  'the command moves nothing without a number of days, or without old rows',
  async () => {
    expect(await Promise.all([run(''), run('365')])).toEqual([
      { code: 1, stdout: '', stderr: 'AUDIT_RETENTION_DAYS is not set.\n' },
      { code: 0, stdout: 'Rows older than 365 days are in files.\n', stderr: '' },
    ])
    expect(await countRows()).toBe(ROWS)
    expect(existsSync(directory)).toBe(false)
  },
  MINUTES,
)

test(
  'a command that is killed while it writes loses nothing, and the next two move each row once',
  async () => {
    const killed = start('90')
    while (!isWriting()) await setTimeout(5)
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(await countRows()).toBe(ROWS)

    const both = await Promise.all([run('90'), run('90')])
    const moved = both.flatMap(({ stdout }) => stdout.match(/\d+ rows moved/g) ?? [])
    expect(moved).toEqual([`${ROWS - 1} rows moved`])
    const file = `audit-${organizationId}-1-${ROWS - 1}.ndjson`
    expect(readdirSync(directory)).toEqual([file])
    const left = await database().auditEvent.findMany({
      where: { organizationId },
      orderBy: { seq: 'asc' },
    })
    expect(left.map(({ seq, operation }) => [seq, operation])).toEqual([
      [ROWS, 'accounts.update'],
      [ROWS + 1, 'audit.archive'],
    ])
    expect(await verifyLog(database(), verifyingSecrets(), organizationId)).toMatchObject({
      head: { seq: ROWS + 1 },
      problem: null,
    })
  },
  MINUTES,
)
