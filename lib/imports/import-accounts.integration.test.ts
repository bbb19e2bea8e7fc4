import { beforeEach, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { confirmImport, importAccounts } from '@/lib/imports/commands'
import { getJob } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, importAccountLines, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const upload = (...lines: string[]) =>
  importAccounts(home.admin, { file: 'accounts.csv', content: csv(...lines) })

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
  const job = await importAccountLines(home.admin, 'name,external_id', 'One,A-1', 'Two,A-2')
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
  const job = await importAccountLines(
    home.admin,
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
  expect(job).toMatchObject({ parameters: { ignoredColumns: ['Color'] } })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [3, 'Name is required.'],
    [4, 'Description can have at most 500 characters; this has 501.'],
    [
      5,
      `Another active account has this external ID: “Existing” (ID ${existing.id}). Use another.`,
    ],
    [7, 'Row 2 of the file has the same external ID. Use another.'],
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
