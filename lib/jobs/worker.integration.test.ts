import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '@/lib/db/client'
import { ownerTransaction } from '@/lib/db/owner'
import { AppError } from '@/lib/errors'
import { confirmImport, importAccounts } from '@/lib/imports/commands'
import { jobHandlers } from '@/lib/job-handlers'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { type JobHandlers, runNextBatch } from '@/lib/jobs/worker'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs, rejectedRows } from '@/lib/testing/jobs'

type Home = Awaited<ReturnType<typeof make.organization>>

let home: Home
beforeEach(async () => {
  await finishJobs()
  home = await make.organization()
})

function upload({ admin }: Home, rows = 1) {
  const names = Array.from({ length: rows }, (_, n) => `Name ${n}`)
  return importAccounts(admin, { content: csv('name', ...names) })
}

const unavailable = () => Promise.reject(new AppError('unavailable', 'It took too long.'))

function withAccountImport(handler: JobHandlers['accounts.import']): JobHandlers {
  return { ...jobHandlers, 'accounts.import': handler }
}

async function runBatches(count: number, handlers: JobHandlers): Promise<void> {
  for (let n = 0; n < count; n += 1) await runNextBatch(handlers)
}

test('a small import is completed long before a large one of another organization', async () => {
  const other = await make.organization()
  const large = await upload(home, 5_000)
  await runBatches(1, jobHandlers)
  const small = await upload(other)
  await runBatches(2, jobHandlers)
  await confirmImport(other.admin, small)
  await runBatches(2, jobHandlers)
  expect(await getJob(other.admin, small)).toMatchObject({ state: 'completed', succeeded: 1 })
  expect(await getJob(home.admin, large)).toMatchObject({ state: 'checking', processed: 1_500 })
})

test('two large jobs take turns', async () => {
  const other = await make.organization()
  const jobs = [await upload(home, 2_000), await upload(other, 2_000)]
  await runBatches(4, jobHandlers)
  const processed = await database().job.findMany({
    where: { id: { in: jobs.map(({ id }) => id) } },
    select: { processed: true },
  })
  expect(processed).toEqual([{ processed: 1_000 }, { processed: 1_000 }])
})

test('a job whose batch keeps failing ends after 20 attempts', async () => {
  const job = await upload(home)
  const handlers = withAccountImport(unavailable)
  await runBatches(19, handlers)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'checking', message: '' })
  await runBatches(1, handlers)
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'failed',
    message: 'The database took too long.',
  })
})

test('other jobs have their turn between the attempts of a failing job', async () => {
  const failing = await upload(home)
  const next = await upload(home)
  const handler = vi.fn<JobHandlers['accounts.import']>((actor, input) =>
    input.id === failing.id ? unavailable() : jobHandlers['accounts.import'](actor, input),
  )
  await runBatches(2, withAccountImport(handler))
  expect(handler.mock.calls.map(([, { id }]) => id)).toEqual([failing.id, next.id])
  expect(await getJob(home.admin, next)).toMatchObject({ state: 'awaiting-confirmation' })
})

test('a batch that succeeds resets the attempts of its job', async () => {
  const job = await upload(home, 2_000)
  for (let round = 0; round < 3; round += 1) {
    await runBatches(15, withAccountImport(unavailable))
    await runBatches(1, jobHandlers)
  }
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'checking', processed: 1_500 })
})

test('a bug in a batch fails its job and names it', async () => {
  const job = await upload(home)
  await runBatches(
    1,
    withAccountImport(() => Promise.reject(new Error('bug'))),
  )
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'failed',
    message: `Something went wrong on our side. If it happens again, report job ${job.id}.`,
  })
})

test('a failed job keeps its rejected rows, and no others', async () => {
  const lines = ['name,external_id', 'A,X', 'B,X', 'C,Y']
  const job = await importAccounts(home.admin, { content: csv(...lines) })
  await finishJobs()
  const [rejected] = await rejectedRows(home.admin, job.id)
  expect(rejected).toEqual([3, expect.stringContaining('Row 2 of the file')])
  await confirmImport(home.admin, job)
  await runBatches(
    1,
    withAccountImport(() => Promise.reject(new Error('bug'))),
  )
  expect(await listJobRows(home.admin, { ...job, size: 10 })).toMatchObject([{ row: 3 }])
})

test('a job that is canceled while its batch fails stays canceled', async () => {
  const job = await upload(home)
  await runBatches(
    1,
    withAccountImport(async () => {
      await cancelJob(home.admin, job)
      throw new Error('bug')
    }),
  )
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', message: '' })
})

test('a new job removes the ended ones of its organization that are older than 30 days', async () => {
  const other = await make.organization()
  const [ended, open, recent] = [await upload(home), await upload(home), await upload(home)]
  const foreign = await upload(other)
  await cancelJob(home.admin, ended)
  await cancelJob(home.admin, recent)
  await cancelJob(other.admin, foreign)
  const isOld = [ended.id, open.id, foreign.id]
  await ownerTransaction(
    (db) => db.$executeRaw`
      UPDATE jobs SET created_at = now() - interval '31 days' WHERE id = ANY(${isOld}::int[])`,
  )
  const last = await upload(home)
  const jobs = await database().job.findMany({
    where: { organizationId: { in: [home.organizationId, other.organizationId] } },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  expect(jobs).toEqual([open, recent, foreign, last].map(({ id }) => ({ id })))
})
