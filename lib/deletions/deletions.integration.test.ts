import { beforeEach, describe, expect, test } from 'vitest'
import { deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { getAccount } from '@/lib/accounts/queries'
import { findActorByJob } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { deleteAccountsBatch, startDeletion } from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { finishJobs, rejectedRows } from '@/lib/testing/jobs'

let home: Awaited<ReturnType<typeof make.organization>>
beforeEach(async () => {
  home = await make.organization()
})

const account = (name: string) => make.account(home.organizationId, { name })

const activeAccounts = () =>
  database().account.findMany({
    where: { organizationId: home.organizationId, active: true },
    orderBy: { id: 'asc' },
    select: { name: true },
  })

test('selected accounts are deleted with their users', async () => {
  const [one, two] = [await account('One'), await account('Two')]
  await account('Three')
  const member = await make.user({ organizationId: home.organizationId, accountId: one.id })
  expect(await previewDeletion(home.admin, { id: [one.id, two.id] })).toMatchObject({
    accounts: 2,
    users: 1,
    defaultAccount: false,
    names: ['One', 'Two'],
  })
  const job = await startDeletion(home.admin, { id: `${one.id},${two.id}`, confirmation: '2' })
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'completed',
    total: 2,
    processed: 2,
    succeeded: 2,
  })
  expect((await activeAccounts()).map(({ name }) => name)).toEqual([
    `${home.name} Company Default Account`,
    'Three',
  ])
  const user = await database().user.findUniqueOrThrow({ where: { id: member.id } })
  expect(user.active).toBe(false)
})

test('every deleted account is audited like a single deletion, with the job', async () => {
  const [one, two] = [await account('One'), await account('Two')]
  const job = await startDeletion(home.admin, { id: `${one.id},${two.id}`, confirmation: '2' })
  await finishJobs()
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation: 'accounts.delete' },
    orderBy: { seq: 'asc' },
  })
  const entries = events.map(({ targetId, actorId, detail }) => ({
    targetId,
    actorId,
    job: JSON.parse(detail).job,
  }))
  const actorId = home.userId
  expect(entries).toEqual([
    { targetId: one.id, actorId, job: job.id },
    { targetId: two.id, actorId, job: job.id },
  ])
})

test('an account that someone else has deleted since is reported, and the others are deleted', async () => {
  const [one, gone] = [await account('One'), await account('Gone')]
  const id = `${one.id},${gone.id}`
  const job = await startDeletion(home.admin, { id, confirmation: '2' })
  await database().account.update({ where: { id: gone.id }, data: { active: false } })
  await finishJobs()
  expect(await getJob(home.admin, job)).toMatchObject({
    state: 'completed',
    total: 2,
    processed: 2,
    succeeded: 1,
    rejected: 1,
  })
  expect(await rejectedRows(home.admin, job.id)).toEqual([
    [gone.id, 'It was already deleted, or it does not exist.'],
  ])
})

test.each([
  ['everything', (_: number[]) => ({ all: 'on' })],
  ['accounts one by one', (ids: number[]) => ({ id: ids.join(',') })],
])('a deletion of %s is for exactly as many accounts as were confirmed', async (_, select) => {
  const [one, two] = [await account('One'), await account('Two')]
  const selection = select([home.accountId, one.id, two.id])
  const job = await startDeletion(home.admin, { ...selection, confirmation: '2' })
  await finishJobs()
  const all = { total: 2, processed: 2, succeeded: 2, rejected: 0 }
  expect(await getJob(home.admin, job)).toMatchObject(all)
  const defaultAccount = await database().account.findUnique({ where: { id: home.accountId } })
  expect(defaultAccount).toMatchObject({ active: true })
})

describe('a deletion is rejected, and nothing changes,', () => {
  test('unless the number of accounts is typed', async () => {
    const { id } = await account('One')
    const before = await make.databaseSnapshot()
    for (const confirmation of ['', '2', '01', 'one', '11']) {
      const started = startDeletion(home.admin, { id: String(id), confirmation })
      await expect(started).rejects.toMatchObject({ fields: { confirmation: /Type 1/ } })
    }
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('when the number has changed since the page was read', async () => {
    for (const name of ['Acme 1', 'Acme 2', 'Acme 3']) await account(name)
    const before = await make.databaseSnapshot()
    const input = { q: 'acme', all: 'on', confirmation: '3', counted: 2 }
    // Without a field, so that the form reads the page again.
    await expect(startDeletion(home.admin, input)).rejects.toMatchObject({
      code: 'conflict',
      fields: {},
      message: expect.stringContaining('it is now 3'),
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test.each([{}, { id: '' }, { id: 'x,-1,1.5' }, { q: 'acme' }, { all: 'yes' }])(
    'when %j selects no account',
    async (selection) => {
      await account('Acme')
      const before = await make.databaseSnapshot()
      const started = startDeletion(home.admin, { ...selection, confirmation: '0' })
      await expect(started).rejects.toMatchObject({ code: 'conflict' })
      expect(await make.databaseSnapshot()).toBe(before)
    },
  )

  test('when it selects an account of another organization', async () => {
    const other = await make.organization()
    const foreign = await make.account(other.organizationId)
    const before = await make.databaseSnapshot()
    const started = startDeletion(home.admin, { id: String(foreign.id), confirmation: '1' })
    await expect(started).rejects.toMatchObject({ code: 'conflict' })
    expect((await getAccount(other.admin, { id: foreign.id })).active).toBe(true)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

describe('all search results', () => {
  test('are deleted, but not accounts added after the start', async () => {
    for (const name of ['Acme 1', 'Acme 2', 'Other']) await account(name)
    await startDeletion(home.admin, { q: 'acme', all: 'on', confirmation: '2' })
    await account('Acme 3')
    await finishJobs()
    const left = (await activeAccounts()).map(({ name }) => name)
    expect(left.slice(1)).toEqual(['Other', 'Acme 3'])
  })

  test('are deleted as they were counted, whatever is renamed while the job runs', async () => {
    const [one, two, three] = [await account('Acme 1'), await account('Acme 2'), await account('X')]
    await startDeletion(home.admin, { q: 'acme', all: 'on', confirmation: '2' })
    await updateAccount(home.admin, { id: two.id, name: 'Renamed' })
    await updateAccount(home.admin, { id: three.id, name: 'Acme 3' })
    await finishJobs()
    const left = (await activeAccounts()).map(({ name }) => name)
    expect(left.slice(1)).toEqual(['Acme 3'])
    expect(await getAccount(home.admin, { id: one.id })).toMatchObject({ active: false })
  })

  test('report an account that someone else deleted first', async () => {
    const [one, two] = [await account('Acme 1'), await account('Acme 2')]
    const job = await startDeletion(home.admin, { q: 'acme', all: 'on', confirmation: '2' })
    await deleteAccount(home.admin, { id: two.id })
    await finishJobs()
    expect(await getJob(home.admin, job)).toMatchObject({ total: 2, succeeded: 1, rejected: 1 })
    expect(await rejectedRows(home.admin, job.id)).toEqual([
      [two.id, 'It was already deleted, or it does not exist.'],
    ])
    expect(await getAccount(home.admin, { id: one.id })).toMatchObject({ active: false })
  })

  test('are deleted in batches, and canceling keeps the rest', async () => {
    const { organizationId } = home
    await seedOrganization(make.origin, { accounts: 1200, usersPerAccount: 1, organizationId })
    const job = await startDeletion(home.admin, { all: 'on', confirmation: '1,200' })
    const actor = await findActorByJob(job.id, make.origin)
    expect(await deleteAccountsBatch(actor, job)).toBe(true)
    expect(await getJob(home.admin, job)).toMatchObject({
      state: 'running',
      total: 1200,
      processed: 500,
      succeeded: 500,
      rejected: 0,
    })
    await cancelJob(home.admin, job)
    expect(await deleteAccountsBatch(actor, job)).toBe(false)
    expect(await activeAccounts()).toHaveLength(1201 - 500)
  })
})
