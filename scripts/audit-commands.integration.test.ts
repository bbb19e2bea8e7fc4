import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { organization } from '@/lib/testing/factories'

const MINUTE = 60_000
const directory = mkdtempSync(path.join(tmpdir(), 'audit-log-'))
const file = path.join(directory, 'log.ndjson')
afterAll(() => rmSync(directory, { recursive: true }))

type Env = { [name: string]: string }

function run(argv: string[], env: Env = {}) {
  const options = { env: { ...process.env, ...env } }
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, argv, options, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr })
    })
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

test(
  'the commands verify, export and rotate the log of every organization',
  async () => {
    expect((await audit('verify')).stdout).toBe(
      'The audit log is intact: 0 rows in 0 organizations.\n',
    )
    await organization()
    await organization()
    expect(await audit('verify')).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Organization \d+: 1 row since \S+ intact\.\nOrganization \d+: 1 row since \S+ intact\.\nThe audit log is intact: 2 rows since \S+ in 2 organizations\.\n$/,
      ),
      stderr: '',
    })
    expect(await audit('export', ['--output', file])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await audit('export', ['--output', file])).toMatchObject({
      code: 1,
      stderr: `${file} already exists.\n`,
    })
    expect(await run(['scripts/verify-audit-log.mjs', file])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Intact: 2 rows of 2 organizations since /),
    })

    const rotated = {
      AUDIT_SECRET: 'bm90LXRoZS1maXJzdC1zZWNyZXQtYnV0LWFub3RoZXI',
      AUDIT_SECRET_PREVIOUS: process.env.AUDIT_SECRET ?? '',
    }
    expect(await audit('verify', [], rotated)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('Run npm run audit:rotate.'),
    })
    expect((await audit('rotate', [], rotated)).stdout).toBe(
      'Logs signed with the new secret: 2.\n',
    )
    const report = JSON.parse((await audit('verify', ['--json'], rotated)).stdout)
    expect(report).toMatchObject({ intact: true, rows: 4, organizations: [{ rows: 2 }, {}] })

    await asOwner(`ALTER TABLE audit_events DISABLE TRIGGER USER`)
    await asOwner(
      `UPDATE audit_events SET address = '203.0.113.9' WHERE organization_id = 2 AND seq = 2`,
    )
    expect(await audit('verify', [], rotated)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /Organization 2: 1 row since \S+ intact, but row 2 was changed, or was not signed with AUDIT_SECRET\.\nThe audit log is not intact: .*, with problems in 1\.\n$/,
      ),
    })
  },
  MINUTE,
)
