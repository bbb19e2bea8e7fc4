import { beforeEach, describe, expect, test } from 'vitest'
import { exportAccounts } from '@/lib/accounts/queries'
import { accountFileCells, accountFileHeader } from '@/lib/accounts/view'
import { escapeFormula } from '@/lib/csv'
import { database } from '@/lib/db/client'
import { confirmImport, importAccounts } from '@/lib/imports/commands'
import { getJob } from '@/lib/jobs/queries'
import { isImport } from '@/lib/jobs/view'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const upload = (...lines: string[]) =>
  importAccounts(home.admin, { file: 'accounts.csv', content: csv(...lines) })

async function importLines(...lines: string[]) {
  const job = await upload(...lines)
  await finishJobs()
  await confirmImport(home.admin, job)
  await finishJobs()
  return getJob(home.admin, job)
}

async function ignoredColumns(id: number) {
  const job = await getJob(home.admin, { id })
  return isImport(job) ? job.parameters.ignoredColumns : undefined
}

const accounts = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { id: 'asc' },
  })

test('a file is checked first and adds nothing until the import is confirmed', async () => {
  const job = await upload('name,description,external_id', 'One,First,A-1', 'Two,,')
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'awaiting-confirmation',
    total: 2,
    processed: 2,
    succeeded: 0,
    rejected: 0,
    parameters: { file: 'accounts.csv' },
  })
  expect(await accounts()).toEqual([])
  await confirmImport(home.admin, job)
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'completed', succeeded: 2 })
  const [one, two] = await accounts()
  expect(one).toMatchObject({
    name: 'One',
    nameKey: 'one',
    description: 'First',
    externalId: 'A-1',
  })
  expect(two?.externalId).toMatch(/^[0-9a-f-]{36}$/)
})

test('every imported account is audited like a single new account, with the job', async () => {
  const job = await importLines('name,external_id', 'One,A-1', 'Two,A-2')
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation: 'accounts.create' },
    orderBy: { seq: 'asc' },
  })
  const added = await accounts()
  expect(events.map(({ targetId, detail }) => [targetId, JSON.parse(detail)])).toEqual(
    added.map(({ id, name, description, externalId }) => [
      id,
      { after: { name, description, externalId }, job: job.id },
    ]),
  )
})

test('invalid rows are reported by number, and the others are imported', async () => {
  const existing = await make.account(home.organizationId, { name: 'Existing' })
  const job = await importLines(
    'Name;External ID;Description;Color\r',
    `Good;A-1;${'x'.repeat(10)};red\r`,
    ';A-2;;\r',
    `Long;A-3;${'x'.repeat(501)};\r`,
    `Known;${existing.externalId};;\r`,
    '\r',
    'Twice;A-1;;\r',
    'Also good;;;',
  )
  expect(job).toMatchObject({ state: 'completed', total: 6, succeeded: 2, rejected: 4 })
  expect(await ignoredColumns(job.id)).toEqual(['color'])
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [3, 'Name is required.'],
    [4, 'Description can have at most 500 characters; this has 501.'],
    [5, 'Another active account has this external ID. Use another.'],
    [7, 'Row 2 of the file has the same. Use another.'],
  ])
  expect((await accounts()).map(({ name }) => name)).toEqual(['Existing', 'Good', 'Also good'])
})

test('a row is rejected when its external ID was taken after the check', async () => {
  const job = await upload('name,external_id', 'One,A-1', 'Two,A-2')
  await finishJobs()
  await make.account(home.organizationId, { externalId: 'A-1' })
  await confirmImport(home.admin, job)
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'completed',
    succeeded: 1,
    rejected: 1,
  })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [2, expect.stringContaining('external ID')],
  ])
})

test('a row with more cells than columns is rejected, and no other row', async () => {
  const tolerated = await importLines(
    'name,external_id,,',
    'Acme, Inc,A-1,,',
    ',B-1',
    '5" pipe,B-1,,',
    'One',
  )
  expect(tolerated).toMatchObject({ state: 'completed', total: 4, succeeded: 3, rejected: 1 })
  expect(await ignoredColumns(tolerated.id)).toEqual([])
  expect(await rejectedRows(home.admin, tolerated.id)).toEqual([[3, 'Name is required.']])
  const job = await importLines('name,external_id', 'Acme, Inc,C-1', 'Two,C-2')
  expect(await rejectedRows(home.admin, job.id)).toEqual([[2, expect.stringContaining('3 cells')]])
  const names = (await accounts()).map(({ name, externalId }) => [name, externalId])
  expect(names.slice(1)).toEqual([
    ['5" pipe', 'B-1'],
    ['One', expect.any(String)],
    ['Two', 'C-2'],
  ])
})

test('cells that the database cannot store only reject their row', async () => {
  const long = Array.from({ length: 9_000 }, (_, n) => (n * n * 7919).toString(36)).join('')
  const job = await importLines(
    'name,external_id,a\0b,row,error',
    `A,${long.slice(0, 9_000)}`,
    'B\0,',
    'C,c,,3,Why',
  )
  expect(await ignoredColumns(job.id)).toEqual(['a\uFFFFb'])
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [2, 'External ID can have at most 100 characters; this has 9000.'],
    [3, expect.stringContaining('invisible control character')],
  ])
  expect((await accounts()).map(({ name }) => name)).toEqual(['C'])
})

describe('a file is rejected as a whole, and nothing changes, when it', () => {
  const latin1 = new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a])
  test.each([
    ['is empty', csv(''), 'The file has no data rows.'],
    ['has only a header', csv('name', ''), 'The file has no data rows.'],
    ['has no name column', csv('title', 'One'), 'Missing: name.'],
    ['repeats a column', csv('name,Name', 'One,Two'), 'Column "name" appears twice.'],
    [
      'never closes a quotation mark',
      csv('name', 'One', '"Two', 'Three'),
      'row 3 has a quotation mark that is never closed.',
    ],
    ['has an endless row', csv('name', 'x'.repeat(70_000)), 'row 2 is longer than 64 KB.'],
    ['is not UTF-8', latin1, 'The file is not UTF-8.'],
  ])('%s', async (_, content, message) => {
    const before = await make.databaseSnapshot()
    await expect(importAccounts(home.admin, { content })).rejects.toMatchObject({
      fields: { content: expect.stringContaining(message) },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

const quote = (cell: string) => `"${escapeFormula(cell).replaceAll('"', '""')}"`

test('cells that look like formulas keep their text', async () => {
  const names = ['=1+1', '+49', '-x', '@a', "'=quoted", "it's", 'a "b", c', 'مرحبا', '🦊 fox', "'"]
  await importLines('\uFEFFname,external_id', ...names.map((name, n) => `${quote(name)},T-${n}`))
  expect((await accounts()).map(({ name }) => name)).toEqual(names)
})

test('an export imported into another organization exports identically', async () => {
  const exportCsv = async () => {
    const cells: string[][] = []
    for await (const batch of await exportAccounts(home.admin, {})) {
      cells.push(...batch.map(accountFileCells))
    }
    return [accountFileHeader, ...cells].map((row) => row.map(quote).join(',')).join('\r\n')
  }
  const rows = Array.from(
    { length: 2_500 },
    (_, n) => `Name ${n % 700},"Line 1\nLine ${n}",=E-${n}`,
  )
  await importLines('name,description,external_id', ...rows)
  const exported = await exportCsv()
  expect(exported.split('\r\n')).toHaveLength(2_501)
  home = await make.organization()
  expect(await importLines(exported)).toMatchObject({ succeeded: 2_500, rejected: 0 })
  expect(await exportCsv()).toBe(exported)
})
