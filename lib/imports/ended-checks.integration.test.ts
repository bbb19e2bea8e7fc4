import { beforeEach, describe, expect, test } from 'vitest'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { importAccounts, importAccountsBatch, importUsers } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { csv, finishJobs } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

describe.each(['accounts', 'users'] as const)('a check of %s that ends early', (noun) => {
  const uploadTwo = async (admin = home.admin) => {
    if (noun === 'accounts') return importAccounts(admin, { content: csv('name', 'A', 'B') })
    const { id } = await make.account(home.organizationId)
    const rows = [1, 2].map((n) => `A,B,${n}.${crypto.randomUUID()}@example.com`)
    return importUsers(admin, {
      accountId: id,
      content: csv('first_name,last_name,email', ...rows),
    })
  }

  const cancellation = async () => {
    const event = await database().auditEvent.findFirstOrThrow({
      where: { organizationId: home.organizationId, operation: 'jobs.cancel' },
    })
    return JSON.parse(event.detail)
  }

  test('because it is canceled before its first batch has added nothing', async () => {
    const job = await uploadTwo()
    await cancelJob(home.admin, job)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await cancellation()).toEqual({ kind: `${noun}.import`, succeeded: 0 })
  })

  test('because it is canceled instead of confirmed has added nothing', async () => {
    const job = await uploadTwo()
    await finishJobs()
    await cancelJob(home.admin, job)
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await cancellation()).toEqual({ kind: `${noun}.import`, succeeded: 0 })
  })

  test('because its starter lost permission has added nothing', async () => {
    const { organizationId, accountId } = home
    const { id } = await make.user({ organizationId, accountId }, { orgAdmin: true })
    const job = await uploadTwo(await make.actorFor(id))
    await database().user.update({ where: { id }, data: { orgAdmin: false } })
    await finishJobs()
    expect(await getJob(home.admin, job)).toMatchObject({
      state: 'failed',
      message: 'The person who started this job no longer has permission.',
      succeeded: 0,
    })
  })
})

test('a check canceled between two batches has added nothing', async () => {
  const names = Array.from({ length: 1_200 }, (_, n) => `Name ${n}`)
  const job = await importAccounts(home.admin, { content: csv('name', ...names) })
  await importAccountsBatch(await findActorByJob(job.id, make.origin), job)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'checking', processed: 500 })
  await cancelJob(home.admin, job)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
  const { organizationId } = home
  const where = { organizationId, defaultAccount: false }
  expect(await database().account.count({ where })).toBe(0)
})
