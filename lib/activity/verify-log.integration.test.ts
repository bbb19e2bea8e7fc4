import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { exportLogs } from '@/lib/activity/export-log'
import { verifyLogs } from '@/lib/activity/verify-log'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import * as make from '@/lib/testing/factories'
import { tamperings } from '@/lib/testing/tampering'

const ROWS = 12
const MINUTES = 3 * 60_000
const entry: AuditEntry = {
  operation: 'accounts.update',
  outcome: 'done',
  target: { type: 'account', id: 1 },
}
const author = (organizationId: number) => ({
  organizationId,
  userId: 1,
  email: 'ada@example.com',
  origin: make.origin,
})
let owner: pg.Client
let organizations: number[]

beforeAll(async () => {
  const homes = [await make.organization(), await make.organization(), await make.organization()]
  organizations = homes.map(({ organizationId }) => organizationId)
  for (const organizationId of organizations) {
    const entries = Array.from({ length: ROWS - 1 }, (_, n) => ({ ...entry, detail: { n } }))
    await transaction((db) => writeAudit(db, author(organizationId), entries))
  }
  owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
  await owner.connect()
  await owner.query(`SET session_replication_role = replica`)
  await owner.query(`CREATE TABLE saved_events AS SELECT * FROM audit_events`)
  await owner.query(`CREATE TABLE saved_heads AS SELECT * FROM audit_heads`)
})
afterAll(() => owner.end())

async function restore() {
  await owner.query(`
    TRUNCATE audit_events, audit_heads;
    INSERT INTO audit_events SELECT * FROM saved_events;
    INSERT INTO audit_heads SELECT * FROM saved_heads`)
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const value of values) collected.push(value)
  return collected
}

const verify = () => collect(verifyLogs(database(), [env().AUDIT_SECRET]))

const directory = mkdtempSync(path.join(tmpdir(), 'audit-log-'))
afterAll(() => rmSync(directory, { recursive: true }))

async function exportTo(name: string): Promise<string> {
  const file = path.join(directory, name)
  writeFileSync(file, (await collect(exportLogs(database()))).join(''))
  return file
}

/** What the stand-alone verifier prints about exported logs. */
function verifyFiles(files: string[], secrets = { AUDIT_SECRET: env().AUDIT_SECRET }) {
  const run = promisify(execFile)
  return run(process.execPath, ['scripts/verify-audit-log.mjs', ...files], {
    env: { NODE_ENV: 'test', ...secrets },
  }).then(
    ({ stdout }) => stdout,
    ({ code, stderr }) => `exit code ${code}: ${stderr}`,
  )
}

test('an untouched log is intact', async () => {
  const since = expect.stringMatching(/^\d{4}-/)
  expect(await verify()).toEqual(
    organizations.map((organizationId) => ({
      organizationId,
      head: { seq: ROWS, mac: expect.any(String) },
      since,
      problem: null,
      needsRotation: false,
    })),
  )
  expect(await verifyFiles([await exportTo('intact.ndjson')])).toMatch(
    /^Intact\. Rows: 36 since \d{4}-\S+, organizations: 3\.\n$/,
  )
})

const tamperedLogs = (count: number) => {
  const logs = organizations.map((organizationId) => ({ organizationId, length: ROWS }))
  return tamperings(logs, count, 20261126)
}

async function tamper(statements: string[]): Promise<void> {
  await restore()
  for (const statement of statements) await owner.query(statement)
}

test(
  'each of 100 random tamperings by the owner of the database is found',
  async () => {
    for (const { name, organizationId, statements, row } of tamperedLogs(100)) {
      await tamper(statements)
      const wrong = (await verify()).filter(({ problem }) => problem)
      expect(wrong, name).toEqual([expect.objectContaining({ organizationId })])
      if (row) expect(wrong[0]?.head.seq, name).toBe(row - 1)
    }
    await restore()
  },
  MINUTES,
)

test(
  'the stand-alone verifier finds them in an export',
  async () => {
    for (const [index, { name, statements }] of tamperedLogs(24).entries()) {
      await tamper(statements)
      const output = await verifyFiles([await exportTo(`${index}.ndjson`)])
      expect(output, name).toMatch(/^exit code 1: Broken in organization \d+: .*\.\n$/)
    }
    await restore()
  },
  MINUTES,
)

test('cut rows are found after the program has written more', async () => {
  const [organizationId = 0] = organizations
  await tamper([
    `DELETE FROM audit_events WHERE organization_id = ${organizationId} AND seq > 8`,
    `UPDATE audit_heads SET seq = 8, mac = (SELECT mac FROM audit_events
      WHERE organization_id = ${organizationId} AND seq = 8) WHERE organization_id = ${organizationId}`,
  ])
  await transaction((db) => writeAudit(db, author(organizationId), [entry]))
  await transaction((db) => writeAudit(db, author(organizationId), [entry]))
  expect((await verify())[0]).toMatchObject({
    head: { seq: 8 },
    problem: 'row 9 records that rows before it were changed.',
  })
  const output = await verifyFiles([await exportTo('cut.ndjson')])
  expect(output).toMatch(/row 9 records/)
  await restore()
})

test('an older state that is put back is found with an earlier export', async () => {
  const [organizationId = 0] = organizations
  await restore()
  await transaction((db) => writeAudit(db, author(organizationId), [entry]))
  const earlier = await exportTo('earlier.ndjson')
  await transaction((db) => writeAudit(db, author(organizationId), [entry]))
  expect(await verifyFiles([await exportTo('later.ndjson'), earlier])).toMatch(/^Intact/)
  await restore()
  const restored = await exportTo('restored.ndjson')
  expect(await verifyFiles([restored])).toMatch(/^Intact/)
  expect(await verifyFiles([restored, earlier])).toMatch(/rows of the earlier log are missing/)
  await transaction((db) => writeAudit(db, author(organizationId), [entry, entry]))
  const replaced = await exportTo('replaced.ndjson')
  expect(await verifyFiles([replaced, earlier])).toMatch(/row 13 was replaced/)
  await restore()
})

test('an export that lost an organization or its end is broken', async () => {
  const lines = readFileSync(await exportTo('whole.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
  const verifyLines = (kept: string[]) => {
    const file = path.join(directory, 'part.ndjson')
    writeFileSync(file, `${kept.join('\n')}\n`)
    return verifyFiles([file])
  }
  const ofFirst = (line: string) => JSON.parse(line).organizationId === organizations[0]
  expect(await verifyLines(lines.filter((line) => !ofFirst(line)))).toMatch(/^exit code 1: Broken/)
  expect(await verifyLines(lines.slice(0, -1))).toMatch(/the end of the log is missing/)
  expect(await verifyLines([...lines, ...lines.slice(0, 1)])).toMatch(/^exit code 1: Broken/)
  expect(await verifyLines(lines)).toMatch(/^Intact/)
})
