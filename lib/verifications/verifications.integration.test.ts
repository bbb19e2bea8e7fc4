import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { writeAudit } from '@/lib/activity/audit-log'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { importAccounts } from '@/lib/imports/commands'
import { jobHandlers } from '@/lib/job-handlers'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import { runNextBatch } from '@/lib/jobs/worker'
import { log } from '@/lib/log'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'
import { startVerification } from '@/lib/verifications/commands'
import { getLatestVerification } from '@/lib/verifications/queries'

const owner = new pg.Client({ connectionString: process.env.MIGRATE_DATABASE_URL })
beforeAll(async () => {
  await owner.connect()
  await owner.query('SET session_replication_role = replica')
})
afterAll(() => owner.end())

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const append = (count: number) =>
  transaction((db) =>
    writeAudit(
      db,
      home.admin,
      Array.from({ length: count }, () => ({ operation: 'accounts.update', outcome: 'done' })),
    ),
  )

const entries = async (operation: string) =>
  database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation },
    select: { seq: true, actorEmail: true, targetId: true, detail: true },
  })

async function verify() {
  const { id } = await startVerification(home.admin)
  await finishJobs()
  return getJob(home.admin, { id })
}

test('a job counts the entries of an unbroken log, and the log says who verified it', async () => {
  await append(2_500)
  const job = await verify()
  expect(job).toMatchObject({
    state: 'completed',
    total: 2_501,
    succeeded: 2_502,
    result: { verified: { head: { seq: 2_502 }, problem: null, since: expect.any(String) } },
  })
  expect(await entries('verifications.start')).toEqual([
    { seq: 2_502, actorEmail: home.email, targetId: job.id, detail: '{}' },
  ])
  const [verified] = await entries('audit.verify')
  expect(verified).toMatchObject({ seq: 2_503, actorEmail: home.email, targetId: job.id })
  expect(JSON.parse(verified?.detail ?? '')).toMatchObject({ entries: 2_502, problem: null })
  expect(await getLatestVerification(home.admin)).toMatchObject({
    latest: { id: job.id },
    archivedBefore: null,
  })
})

test('a job names the first entry that was changed', async () => {
  const errors = vi.spyOn(log, 'error').mockReturnValue()
  await append(10)
  await owner.query('UPDATE audit_events SET detail = $1 WHERE organization_id = $2 AND seq = 7', [
    '{"n":1}',
    home.organizationId,
  ])
  const problem = 'row 7 was changed, or was not signed with AUDIT_SECRET.'
  expect(await verify()).toMatchObject({
    state: 'completed',
    result: { verified: { head: { seq: 6 }, problem } },
  })
  expect(await entries('audit.verify')).toMatchObject([
    { detail: expect.stringContaining('row 7 was changed') },
  ])
  expect(errors).toHaveBeenCalledWith(
    { organizationId: home.organizationId, problem },
    'the audit log is not intact',
  )
})

test('a log that takes no more entries is verified, too', async () => {
  vi.spyOn(log, 'error').mockReturnValue()
  await append(10)
  await owner.query('DELETE FROM audit_events WHERE organization_id = $1 AND seq > 8', [
    home.organizationId,
  ])
  expect(await verify()).toMatchObject({
    state: 'completed',
    result: { verified: { head: { seq: 8 }, problem: 'rows 9 to 11 are missing.' } },
  })
  expect(await entries('verifications.start')).toEqual([])
})

test('an import of another organization takes turns with a verification', async () => {
  await append(5_500)
  await append(5_500)
  const { id } = await startVerification(home.admin)
  await runNextBatch(jobHandlers)
  const other = await make.organization()
  const upload = await importAccounts(other.admin, { content: csv('name', 'One') })
  await runNextBatch(jobHandlers)
  await runNextBatch(jobHandlers)
  expect(await getJob(other.admin, upload)).toMatchObject({ state: 'awaiting-confirmation' })
  // Another process continues where this one stopped.
  const between = await getJob(home.admin, { id })
  expect(between).toMatchObject({ state: 'running', processed: 10_000, lastRow: 10_000 })
  expect(await entries('audit.verify')).toEqual([])
  await cancelJob(home.admin, { id })
})

test('verifying again while a job runs leads to that job', async () => {
  const [first, second] = await Promise.all([
    startVerification(home.admin),
    startVerification(home.admin),
  ])
  expect(second).toEqual(first)
  await finishJobs()
  expect(await startVerification(home.admin)).not.toEqual(first)
  await finishJobs()
})
