import { beforeEach, expect, test } from 'vitest'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { confirmImport, importAccounts, importAccountsBatch } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { registeredOperations } from '@/lib/operation'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, runWhile } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

function accountRows(count: number) {
  const rows = Array.from({ length: count }, (_, n) => `N ${n},X-${n}`)
  return csv('name,external_id', ...rows)
}

const upload = (rows: number, admin = home.admin) =>
  importAccounts(admin, { content: accountRows(rows) })

const accounts = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, defaultAccount: false },
    orderBy: { id: 'asc' },
  })

test('several workers import every row once', async () => {
  const job = await upload(1_700)
  await Promise.all([finishJobs(), finishJobs(), finishJobs()])
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'awaiting-confirmation',
    processed: 1_700,
  })
  await confirmImport(home.admin, job)
  await Promise.all([finishJobs(), finishJobs(), finishJobs()])
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'completed',
    succeeded: 1_700,
    rejected: 0,
  })
  expect((await accounts()).map(({ externalId }) => externalId)).toEqual(
    Array.from({ length: 1_700 }, (_, n) => `X-${n}`),
  )
})

test('a canceled import keeps the accounts it already added, and removes its rows', async () => {
  const job = await upload(2_500)
  await finishJobs()
  await confirmImport(home.admin, job)
  expect(await importAccountsBatch(await findActorByJob(job.id, make.origin), job)).toBe(true)
  expect(await database().jobRow.count({ where: { jobId: job.id } })).toBe(2_000)
  await cancelJob(home.admin, job)
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 500 })
  expect(await accounts()).toHaveLength(500)
  expect(await listJobRows(home.admin, { ...job, size: 10 })).toEqual([])
  await expect(confirmImport(home.admin, job)).rejects.toMatchObject({
    code: 'conflict',
    message: 'This job was canceled. Start a new one.',
  })
})

test('a job that is canceled while someone confirms it does not run', async () => {
  const job = await upload(1)
  await finishJobs()
  const confirmation = runWhile(
    (db) => db.$executeRaw`UPDATE jobs SET state = 'canceled' WHERE id = ${job.id}`,
    () => confirmImport(home.admin, job),
  )
  await expect(confirmation).rejects.toThrow('This job was canceled.')
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled' })
})

test('an organization can have five open imports', async () => {
  const open = []
  for (let n = 0; n < 5; n += 1) open.push(await upload(1))
  await expect(upload(1)).rejects.toMatchObject({ code: 'conflict' })
  for (const job of open) await cancelJob(home.admin, job)
  await cancelJob(home.admin, await upload(1))
})

test('no more than five open imports pass when more are sent at the same moment', async () => {
  const uploads = await Promise.allSettled(Array.from({ length: 8 }, () => upload(1)))
  const open = uploads.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const errors = uploads.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(open).toHaveLength(5)
  for (const error of errors) expect(error).toMatchObject({ code: 'conflict' })
  const jobs = { organizationId: home.organizationId, state: 'checking' }
  expect(await database().job.count({ where: jobs })).toBe(5)
  for (const job of open) await cancelJob(home.admin, job)
})

test('another organization can neither see nor change an import', async () => {
  const job = await upload(1)
  await finishJobs()
  const { admin } = await make.organization()
  const before = await make.databaseSnapshot()
  for (const operation of [getJob, confirmImport, cancelJob]) {
    await expect(operation(admin, job)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await listJobRows(admin, { id: job.id, size: 10 })).toEqual([])
  expect(await make.databaseSnapshot()).toBe(before)
})

test('importing users takes the permission to change users', () => {
  const permission = (name: string) => registeredOperations().get(name)?.permission
  expect(permission('accounts.import')).toBe('accounts:write')
  expect(permission('accounts.importBatch')).toBe('accounts:write')
  expect(permission('users.import')).toBe('users:write')
  expect(permission('users.importBatch')).toBe('users:write')
})
