import { beforeEach, expect, test } from 'vitest'
import { deleteAccount, restoreAccount, updateAccount } from '@/lib/accounts/commands'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { restoreAccountsBatch, startDeletion, undoDeletion } from '@/lib/deletions/commands'
import { getJob } from '@/lib/jobs/queries'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { finishJobs, finishJobsWhile, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

async function deleteAccounts(...ids: number[]) {
  const job = await startDeletion(home.admin, {
    id: ids.join(),
    confirmation: String(ids.length),
  })
  await finishJobs()
  return job
}

async function undo(deletion: { id: number }) {
  const job = await undoDeletion(home.admin, deletion)
  await finishJobs()
  return getJob(home.admin, job)
}

const accountState = (id: number) =>
  database().account.findUniqueOrThrow({
    where: { id },
    select: { active: true, activeUserCount: true, deactivationId: true },
  })

test('Undo restores the accounts with exactly the users deleted with them', async () => {
  const { organizationId } = home
  const account = () => make.account(organizationId)
  const [one, two, other] = [await account(), await account(), await account()]
  const user = (accountId: number, active = true) =>
    make.user({ organizationId, accountId }, { active })
  await user(one.id)
  await user(one.id)
  await user(one.id, false)
  await user(two.id)
  await deleteAccount(home.admin, { id: other.id })

  const job = await undo(await deleteAccounts(one.id, two.id))
  expect(job).toMatchObject({ state: 'completed', total: 2, processed: 2, succeeded: 2 })
  expect(await accountState(one.id)).toEqual({
    active: true,
    activeUserCount: 2,
    deactivationId: null,
  })
  expect(await accountState(two.id)).toMatchObject({ active: true, activeUserCount: 1 })
  expect(await accountState(other.id)).toMatchObject({ active: false })
  const events = await database().auditEvent.findMany({
    where: { organizationId, operation: 'accounts.restore' },
    orderBy: { seq: 'asc' },
  })
  expect(events.map(({ targetId, detail }) => [targetId, JSON.parse(detail)])).toEqual([
    [one.id, expect.objectContaining({ users: 2, job: job.id })],
    [two.id, expect.objectContaining({ users: 1, job: job.id })],
  ])
})

test('accounts whose external ID is taken stay deleted and are reported', async () => {
  const { organizationId } = home
  const one = await make.account(organizationId, { externalId: 'ONE' })
  const two = await make.account(organizationId, { externalId: 'TWO' })
  await make.user({ organizationId, accountId: one.id })
  const deletion = await deleteAccounts(one.id, two.id)
  const other = await make.account(organizationId, { name: 'Other', externalId: 'ONE' })
  const job = await undo(deletion)
  expect(job).toMatchObject({ state: 'completed', succeeded: 1, rejected: 1 })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [
      one.id,
      `Its external ID, ONE, now belongs to “Other” (ID ${other.id}). Restore it with a new one, or change the other account's first.`,
    ],
  ])
  expect(await accountState(one.id)).toMatchObject({ active: false })

  await restoreAccount(home.admin, { id: one.id, externalId: 'NEW' })
  expect(await accountState(one.id)).toMatchObject({ active: true, activeUserCount: 1 })
})

test('an external ID that is taken while the batch runs leaves only its account deleted', async () => {
  const { organizationId } = home
  const one = await make.account(organizationId, { externalId: 'ONE' })
  const two = await make.account(organizationId, { externalId: 'TWO' })
  await make.user({ organizationId, accountId: two.id })
  const other = await make.account(organizationId, { name: 'Other' })
  const job = await undoDeletion(home.admin, await deleteAccounts(one.id, two.id))
  const data = { externalId: 'ONE' }
  await finishJobsWhile((db) =>
    db.account.update({ where: { id: other.id }, data, select: { id: true } }),
  )
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'completed', succeeded: 1 })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [one.id, expect.stringContaining(`now belongs to “Other” (ID ${other.id})`)],
  ])
  expect(await accountState(one.id)).toMatchObject({ active: false })
  expect(await accountState(two.id)).toMatchObject({ active: true, activeUserCount: 1 })
})

test('Undo restores the rest once the other account has another external ID', async () => {
  const { organizationId } = home
  const one = await make.account(organizationId, { externalId: 'ONE' })
  const two = await make.account(organizationId)
  const deletion = await deleteAccounts(one.id, two.id)
  const other = await make.account(organizationId, { externalId: 'ONE' })
  await undo(deletion)
  await updateAccount(home.admin, { id: other.id, externalId: 'OTHER' })
  expect(await undo(deletion)).toMatchObject({ total: 1, succeeded: 1, rejected: 0 })
  expect(await accountState(one.id)).toMatchObject({ active: true })
})

test('Undo runs in batches', async () => {
  const { organizationId } = home
  await seedOrganization(make.origin, { accounts: 1_200, usersPerAccount: 1, organizationId })
  const deletion = await startDeletion(home.admin, { all: 'on', confirmation: '1200' })
  await finishJobs()
  const job = await undoDeletion(home.admin, deletion)
  expect(await restoreAccountsBatch(await findActorByJob(job.id, make.origin), job)).toBe(true)
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'running', succeeded: 500 })
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({ state: 'completed', succeeded: 1_200 })
  const where = { organizationId, active: false }
  expect(await database().account.count({ where })).toBe(0)
  expect(await database().user.count({ where })).toBe(0)
})

test('Undo is rejected while the deletion runs and for unknown jobs, and nothing changes', async () => {
  const one = await make.account(home.organizationId)
  const running = await startDeletion(home.admin, { id: String(one.id), confirmation: '1' })
  const other = await make.organization()
  const before = await make.databaseSnapshot()
  await expect(undoDeletion(home.admin, running)).rejects.toMatchObject({
    message: 'This deletion is still running. Cancel it first.',
  })
  await expect(undoDeletion(other.admin, running)).rejects.toMatchObject({ code: 'not-found' })
  await expect(undoDeletion(home.admin, { id: running.id + 1 })).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('Undo is rejected once every account is restored, and for a restoration itself', async () => {
  const one = await make.account(home.organizationId)
  const deletion = await deleteAccounts(one.id)
  const { id } = await undo(deletion)
  const before = await make.databaseSnapshot()
  await expect(undoDeletion(home.admin, deletion)).rejects.toMatchObject({
    message: 'None of these accounts is deleted anymore.',
  })
  await expect(undoDeletion(home.admin, { id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await make.databaseSnapshot()).toBe(before)
})
