import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { archiveOldRows, isArchived } from '@/lib/activity/archive-log'
import { archiveLogs } from '@/lib/activity/archiver'
import { writeAudit } from '@/lib/activity/audit-log'
import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { exportLogs } from '@/lib/activity/export-log'
import { noProgress, type Progress, verifyLog, verifyNext } from '@/lib/activity/verify-log'
import { searchActivity } from '@/lib/activity-log/queries'
import { omitUndefined } from '@/lib/changes'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import * as make from '@/lib/testing/factories'
import { replaceLog } from '@/lib/testing/old-log'
import { getLatestVerification } from '@/lib/verifications/queries'

const DAYS = 90
const HOUR_MS = 60 * 60_000
const OLD = new Date(Date.now() - 100 * 24 * 60 * 60_000)
const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
let directory: string
let home: Awaited<ReturnType<typeof make.organization>>

beforeAll(() => owner.connect())
beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'audit-archive-'))
  Object.assign(env(), { AUDIT_ARCHIVE_DIR: directory })
  home = await make.organization()
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(directory, { recursive: true })
})
afterAll(() => owner.end())

const writeOldLog = (count: number, { organizationId } = home) =>
  replaceLog(owner, organizationId, { count, at: OLD })

const append = (count: number) =>
  transaction((db) =>
    writeAudit(
      db,
      home.admin,
      Array.from({ length: count }, () => ({ operation: 'accounts.update', outcome: 'done' })),
    ),
  )

/** What the stand-alone verifier prints. */
function verifyFile(file: string): string {
  const options = { env: { NODE_ENV: 'test' as const, AUDIT_SECRET: env().AUDIT_SECRET } }
  const run = spawnSync(process.execPath, ['scripts/verify-audit-log.mjs', file], options)
  return `${run.stdout}${run.stderr}`
}

const archive = (maxRows?: number) =>
  archiveOldRows(make.origin, home.organizationId, { days: DAYS, ...omitUndefined({ maxRows }) })
const verify = () => verifyLog(database(), verifyingSecrets(), home.organizationId)
const archiveFile = (first: number, last: number) =>
  path.join(directory, `audit-${home.organizationId}-${first}-${last}.ndjson`)

async function stored() {
  const { organizationId } = home
  const where = { where: { organizationId } }
  const [rows, archives] = await Promise.all([
    database().auditEvent.findMany({ ...where, orderBy: { seq: 'asc' } }),
    database().auditArchive.findMany({ ...where, orderBy: { firstSeq: 'asc' } }),
  ])
  return { rows, archives }
}

// The first test, because an export has the logs of all organizations.
test('the stand-alone verifier accepts the files with an export, and each alone', async () => {
  await writeOldLog(30)
  await archive(10)
  await archive(10)
  const file = path.join(directory, 'log.ndjson')
  for await (const line of exportLogs(database())) appendFileSync(file, line)
  expect(verifyFile(file)).toMatch(/^Intact\. Rows: \d+ since /)
  const intact = /^Intact file of old rows\. Rows: 10 since \S+, organizations: 1\.$/m
  expect(verifyFile(archiveFile(1, 10))).toMatch(intact)
  expect(verifyFile(archiveFile(11, 20))).toMatch(intact)
  const lines = readFileSync(file, 'utf8').split('\n')
  const own = `"file":"${path.basename(archiveFile(1, 10))}"`
  writeFileSync(file, lines.filter((line) => !line.includes(own)).join('\n'))
  expect(verifyFile(file)).toMatch(/^Broken in organization \d+: the first rows are missing\.$/m)
  writeFileSync(file, lines.join('\n'))
  rmSync(archiveFile(11, 20))
  expect(verifyFile(file)).toContain(path.basename(archiveFile(11, 20)))
})

test('old rows leave for sealed files, the log says so and is intact across them', async () => {
  const lines = vi.spyOn(log, 'info').mockReturnValue()
  await writeOldLog(3_000)
  await append(10)
  const first = { organizationId: home.organizationId, entries: 2_000, file: archiveFile(1, 2_000) }
  expect(await archive(2_000)).toEqual(first)
  expect(await archive(2_000)).toMatchObject({ entries: 1_000, file: archiveFile(2_001, 3_000) })
  expect(await archive(2_000)).toBe('none')
  const { rows, archives } = await stored()
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, n) => 3_001 + n))
  expect(archives.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
    [1, 2_000],
    [2_001, 3_000],
  ])
  expect(rows.at(-1)).toMatchObject({ operation: 'audit.archive', actorId: null })
  expect(JSON.parse(rows.at(-1)?.detail ?? '')).toMatchObject({
    entries: 1_000,
    until: OLD.toISOString(),
  })
  expect(lines).toHaveBeenCalledWith(first, expect.stringContaining('moved to a file'))
  expect(statSync(archiveFile(1, 2_000)).mode & 0o777).toBe(0o600)
  expect(await verify()).toMatchObject({ head: { seq: 3_012 }, problem: null })
})

test('a changed end of a file is named, also where a batch begins with it', async () => {
  await writeOldLog(12)
  await archive(10)
  const file = archiveFile(1, 10)
  const [end = '', row = '', ...before] = readFileSync(file, 'utf8').trimEnd().split('\n').reverse()
  const rows = [...before.reverse(), row, ''].join('\n')
  const unsigned = { ...JSON.parse(end), seal: '0'.repeat(64) }
  writeFileSync(file, `${rows}${JSON.stringify(unsigned)}\n`)
  const { verified, ...progress } = noProgress(home.organizationId)
  const next = await verifyNext(database(), verifyingSecrets(), {
    ...progress,
    verified: { ...verified, head: { seq: 10, mac: JSON.parse(row).mac } },
    offset: Buffer.byteLength(rows),
  })
  expect(next.verified.problem).toContain('the end of the file')
})

test('the activity says since when entries are in the table', async () => {
  expect(await getLatestVerification(home.admin)).toMatchObject({ archivedBefore: null })
  const at = [OLD, OLD, new Date(Date.now() - 50 * 24 * HOUR_MS)]
  await replaceLog(owner, home.organizationId, { count: 4, at })
  await archive()
  expect(await getLatestVerification(home.admin)).toMatchObject({ archivedBefore: at[2] })
  const { rows, total } = await searchActivity(home.admin)
  expect(total).toBe(rows.length)
  const { admin } = await make.organization()
  expect(await getLatestVerification(admin)).toMatchObject({ archivedBefore: null })
})

test('the last row of a log always stays', async () => {
  await writeOldLog(4)
  expect(await archive()).toMatchObject({ file: archiveFile(1, 3) })
  const { rows } = await stored()
  expect(rows.map(({ seq, operation }) => [seq, operation])).toEqual([
    [4, 'accounts.update'],
    [5, 'audit.archive'],
  ])
  await append(1)
  expect(await verify()).toMatchObject({ head: { seq: 6 }, problem: null })
})

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS)

test('a row leaves once it is as many times 24 hours old, also if the clocks changed since', async () => {
  const timeZone = 'America/New_York'
  const offset = (date: Date) =>
    new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(date)
      .find(({ type }) => type === 'timeZoneName')?.value
  const days = [60, 120, 180, 240].find((each) => offset(ago(each * 24)) !== offset(ago(0))) ?? 0
  const hours = days * 24
  const at = [ago(hours + 3), ago(hours + 2), ago(hours + 0.05), ago(hours - 0.05), ago(hours - 2)]
  await replaceLog(owner, home.organizationId, { count: 6, at })
  const { rows } = await owner.query('SELECT current_database() AS name')
  const { name } = rows[0]
  await owner.query(`ALTER DATABASE "${name}" SET timezone = '${timeZone}'`)
  const result = await archiveOldRows(make.origin, home.organizationId, { days })
  await owner.query(`ALTER DATABASE "${name}" RESET timezone`)
  expect(result).toMatchObject({ entries: 3, file: archiveFile(1, 3) })
})

test('the last moment of a leap day is the same in the file', async () => {
  const at = ['2024-02-29T23:59:59.999Z', '2024-03-01T00:00:00.000Z'].map((time) => new Date(time))
  await replaceLog(owner, home.organizationId, { count: 3, at })
  expect(await archive()).toMatchObject({ entries: 2 })
  const lines = readFileSync(archiveFile(1, 2), 'utf8').split('\n')
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ at: '2024-02-29T23:59:59.999Z' })
  expect(await verify()).toMatchObject({ head: { seq: 4 }, problem: null })
})

const changes: [name: string, change: (lines: string[]) => string[], problem: RegExp][] = [
  [
    'a changed row',
    (l) => l.with(3, l[3]?.replace('update', 'delete') ?? ''),
    /^row 3 was changed/,
  ],
  ['a removed row', (l) => l.toSpliced(3, 1), /^row 3 is missing/],
  ['a removed end', (l) => l.slice(0, -1), /^the end of the file audit-\S+ was changed/],
  ['a cut line', (l) => l.with(-1, '{'), /^the file audit-\S+ was changed/],
  ['another row at the end', (l) => [...l, l[3] ?? ''], /^row 3 does not belong/],
  [
    'an end of another log',
    (l) => l.with(-1, l.at(-1)?.replace(/"seal":"./, '"seal":"x') ?? ''),
    /^the end of the file/,
  ],
]

test.each(changes)('a file with %s is named', async (_name, change, problem) => {
  await writeOldLog(11)
  await archive()
  const file = archiveFile(1, 10)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  writeFileSync(file, `${change(lines).join('\n')}\n`)
  expect((await verify()).problem).toMatch(problem)
})

test('a missing file is named, with the folder', async () => {
  await writeOldLog(11)
  await archive()
  rmSync(archiveFile(1, 10))
  expect(await verify()).toMatchObject({
    head: { seq: 0 },
    problem: `the file audit-${home.organizationId}-1-10.ndjson is missing from ${directory}.`,
  })
})

test('of several servers at once, one moves the rows', async () => {
  await writeOldLog(50)
  const results = await Promise.all(Array.from({ length: 4 }, () => archive()))
  expect(results.filter(isArchived)).toHaveLength(1)
  expect((await stored()).archives).toHaveLength(1)
  expect(readdirSync(directory)).toHaveLength(1)
  expect(await verify()).toMatchObject({ problem: null })
})

test('a server that stops before it deletes the rows leaves a file that the next one uses', async () => {
  await writeOldLog(21)
  await owner.query('ALTER TABLE audit_archives ADD CONSTRAINT stopped CHECK (false) NOT VALID')
  const before = await stored()
  await expect(archive(10)).rejects.toThrow('stopped')
  await owner.query('ALTER TABLE audit_archives DROP CONSTRAINT stopped')
  expect(await stored()).toEqual(before)
  const { mtimeMs } = statSync(archiveFile(1, 10))
  expect(await verify()).toMatchObject({ problem: null })
  expect(await archive()).toMatchObject({ entries: 10, file: archiveFile(1, 10) })
  expect(statSync(archiveFile(1, 10)).mtimeMs).toBe(mtimeMs)
  expect(await archive()).toMatchObject({ file: archiveFile(11, 21) })
  expect(await verify()).toMatchObject({ head: { seq: 23 }, problem: null })
})

test('a left file that is not the log keeps the rows in the table', async () => {
  await writeOldLog(11)
  writeFileSync(archiveFile(1, 10), '{}\n')
  const before = await stored()
  await expect(archive()).rejects.toThrow('audit-')
  expect(await stored()).toEqual(before)
  expect(readFileSync(archiveFile(1, 10), 'utf8')).toBe('{}\n')
})

test.runIf(existsSync('/dev/full'))(
  'a full disk keeps the rows in the table, and the next organization has its turn',
  async () => {
    await writeOldLog(11)
    const before = await stored()
    const partial = `.${path.basename(archiveFile(1, 10))}.partial`
    symlinkSync('/dev/full', path.join(directory, partial))
    const other = await make.organization()
    await writeOldLog(11, other)
    const errors = vi.spyOn(log, 'error').mockReturnValue()
    for await (const _ of archiveLogs(DAYS));
    expect(errors).toHaveBeenCalledWith(
      { err: expect.objectContaining({ code: 'ENOSPC' }) },
      expect.stringContaining('could not be moved to a file'),
    )
    expect(await stored()).toEqual(before)
    const files = readdirSync(directory)
    expect(files).toContain(`audit-${other.organizationId}-1-10.ndjson`)
    expect(files.filter((file) => file.includes(`audit-${home.organizationId}-`))).toEqual([])
  },
)

test('changed rows stay in the table, where they can be looked at', async () => {
  await writeOldLog(11)
  await owner.query('SET session_replication_role = replica')
  await owner.query(
    "UPDATE audit_events SET detail = '{}' WHERE organization_id = $1 AND seq = 5",
    [home.organizationId],
  )
  await owner.query('SET session_replication_role = DEFAULT')
  const before = await stored()
  await expect(archive()).rejects.toThrow('row 5 was changed')
  expect(await stored()).toEqual(before)
  expect(readdirSync(directory)).toEqual([])
})

test('rows that leave while the log is verified are not missed', async () => {
  await writeOldLog(2_501)
  let progress: Progress = noProgress(home.organizationId)
  const step = async () => {
    progress = await verifyNext(database(), verifyingSecrets(), progress)
  }
  await step()
  expect(progress.lastRow).toBe(1_000)
  await archive()
  while (!progress.isComplete) await step()
  expect(progress.verified).toMatchObject({ head: { seq: 2_502 }, problem: null })
})

test('only the owner deletes rows, and only those of an archive', async () => {
  await writeOldLog(11)
  const before = await stored()
  const rows = { where: { organizationId: home.organizationId } }
  await expect(database().auditEvent.deleteMany(rows)).rejects.toThrow('permission denied')
  const { organizationId } = home
  const forged = { organizationId, firstSeq: 1, lastSeq: 5, lastAt: OLD, lastMac: '0'.repeat(64) }
  await expect(database().auditArchive.create({ data: forged })).rejects.toThrow(
    'permission denied',
  )
  const remove = 'DELETE FROM audit_events WHERE organization_id = $1'
  await expect(owner.query(remove, [organizationId])).rejects.toThrow('is refused')
  await expect(owner.query(`${remove} AND seq = 1`, [organizationId])).rejects.toThrow('is refused')
  expect(await stored()).toEqual(before)
})
