import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { organization } from '@/lib/testing/factories'

// Each command bundles the program first.
const MINUTES = 3 * 60_000
const directory = mkdtempSync(path.join(tmpdir(), 'audit-log-'))
const file = path.join(directory, 'log.ndjson')
afterAll(() => rmSync(directory, { recursive: true }))

type Env = { [name: string]: string }

function run(argv: string[], env: Env = {}, { closed = false } = {}) {
  const options = { env: { ...process.env, ...env } }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, argv, options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
    if (closed) child.stdout?.destroy()
  })
}

const audit = (command: string, args: string[] = [], env: Env = {}) =>
  run(['scripts/run.mjs', `scripts/audit-${command}.ts`, ...args], env)

async function asOwner(sql: string) {
  const client = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await client.connect()
  await client.query(sql)
  await client.end()
}

const rotated = {
  AUDIT_SECRET: randomBytes(32).toString('base64url'),
  AUDIT_SECRET_PREVIOUS: process.env.AUDIT_SECRET ?? '',
}

test(
  'the commands export the logs and sign them with a new secret',
  async () => {
    await organization()
    await organization()
    expect(await audit('export', ['--output', file])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await run(['scripts/verify-audit-log.mjs', file])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Intact\. Rows: 2 since \S+, organizations: 2\.\n$/),
    })
    expect(await audit('rotate', [], rotated)).toEqual({
      code: 0,
      stdout: 'Logs signed with the new secret: 2.\n',
      stderr: '',
    })
    const later = path.join(directory, 'later.ndjson')
    await audit('export', ['--output', later], rotated)
    const verifier = ['scripts/verify-audit-log.mjs', later, file]
    expect((await run(verifier, rotated)).stdout).toMatch(/^Intact\. Rows: 4 /)
    expect(await run(verifier, { ...rotated, AUDIT_SECRET_PREVIOUS: '' })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('row 1 was changed or has another secret'),
    })
    const { stdout } = await audit('verify', ['--json'], rotated)
    expect(JSON.parse(stdout)).toMatchObject({ intact: true, rows: 4, organizations: [{}, {}] })
  },
  MINUTES,
)

test(
  'verifying prints each log and the first row that was changed',
  async () => {
    await asOwner('ALTER TABLE audit_events DISABLE TRIGGER USER')
    await asOwner("UPDATE audit_events SET address = '' WHERE organization_id = 2 AND seq = 2")
    const { code, stdout } = await audit('verify', [], rotated)
    const [first, second, total] = stdout.split('\n')
    expect(first).toMatch(/^Organization 1: 2 rows since \S+ intact\.$/)
    expect(second).toMatch(
      /^Organization 2: 1 row since \S+ intact, but row 2 was changed, or was not signed with AUDIT_SECRET\.$/,
    )
    expect(total).toMatch(
      /^The audit log is not intact: 3 rows since \S+ in 2 organizations, with problems in 1\.$/,
    )
    expect(code).toBe(1)
  },
  MINUTES,
)

test(
  'a command whose output nobody reads any more ends without a stack',
  async () => {
    const audits = ['export', 'verify'].map((name) => `scripts/audit-${name}.ts`)
    for (const script of audits) {
      const unread = await run(['scripts/run.mjs', script], rotated, { closed: true })
      expect({ script, ...unread }).toEqual({ script, code: 141, stdout: '', stderr: '' })
    }
    const verifier = ['scripts/verify-audit-log.mjs', file]
    expect(await run(verifier, {}, { closed: true })).toMatchObject({ code: 141, stderr: '' })
    const checks = ['scripts/test.mjs', '--only', 'pins']
    expect(await run(checks, {}, { closed: true })).toMatchObject({ stderr: '' })
  },
  MINUTES,
)
