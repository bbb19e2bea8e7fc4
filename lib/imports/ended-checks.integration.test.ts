import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { importAccounts, importUsers } from '@/lib/imports/commands'
import { jobHandlers } from '@/lib/job-handlers'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import { runNextBatch } from '@/lib/jobs/worker'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

describe.each(['accounts', 'users'] as const)('a check of %s that ends early', (noun) => {
  const upload = async (count: number, admin = home.admin) => {
    const rows = Array.from({ length: count }, (_, n) => n)
    if (noun === 'accounts') {
      return importAccounts(admin, { content: csv('name', ...rows.map((n) => `Name ${n}`)) })
    }
    const { id: accountId } = await make.account(home.organizationId)
    const users = rows.map((n) => `A,B,${n}.${crypto.randomUUID()}@example.com`)
    return importUsers(admin, {
      accountId,
      content: csv('first_name,last_name,email', ...users),
    })
  }

  const cancellation = async () => {
    const event = await database().auditEvent.findFirstOrThrow({
      where: { organizationId: home.organizationId, operation: 'jobs.cancel' },
    })
    return JSON.parse(event.detail)
  }

  test('because it is canceled before its first batch has added nothing', async () => {
    const job = await upload(2)
    await cancelJob(home.admin, job)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await cancellation()).toEqual({ kind: `${noun}.import`, succeeded: 0 })
  })

  test('because it is canceled instead of confirmed has added nothing', async () => {
    const job = await upload(2)
    await finishJobs()
    await cancelJob(home.admin, job)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await cancellation()).toEqual({ kind: `${noun}.import`, succeeded: 0 })
  })

  test('because its starter lost permission has added nothing', async () => {
    const { organizationId, accountId } = home
    const { id } = await make.user({ organizationId, accountId }, { orgAdmin: true })
    const job = await upload(600, await make.actorFor(id))
    await runNextBatch(jobHandlers)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'checking', processed: 500 })
    await database().user.update({ where: { id }, data: { orgAdmin: false } })
    await finishJobs()
    expect(await getJob(home.admin, job)).toMatchObject({
      state: 'failed',
      message: 'The person who started this job no longer has permission.',
      succeeded: 0,
    })
  })

  test('because it is canceled between two batches has added nothing', async () => {
    const job = await upload(600)
    await runNextBatch(jobHandlers)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'checking', processed: 500 })
    await cancelJob(home.admin, job)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await cancellation()).toEqual({ kind: `${noun}.import`, succeeded: 0 })
  })
})
