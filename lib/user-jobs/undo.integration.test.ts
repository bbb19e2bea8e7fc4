import { beforeEach, expect, test } from 'vitest'
import { database } from '@/lib/db/client'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import * as make from '@/lib/testing/factories'
import { finishJobs, startChange } from '@/lib/testing/jobs'
import { undoUserJob } from '@/lib/user-jobs/commands'
import type { UserChange } from '@/lib/user-jobs/policy'
import { updateUser } from '@/lib/users/commands'

let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
beforeEach(async () => {
  home = await make.organization()
  accountId = (await make.account(home.organizationId)).id
})

const user = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user({ organizationId: home.organizationId, accountId }, { passwordHash: 'x', ...fields })
const read = ({ id }: { id: number }) => database().user.findUniqueOrThrow({ where: { id } })

const start = (change: UserChange, ...users: { id: number }[]) =>
  startChange(home.admin, change, users)

async function finish(change: UserChange, ...users: { id: number }[]) {
  const job = await start(change, ...users)
  await finishJobs()
  return job
}

async function undo({ id }: { id: number }) {
  const job = await undoUserJob(home.admin, { id })
  await finishJobs()
  return getJob(home.admin, job)
}

test('a deactivation is undone for exactly those it deactivated', async () => {
  const [ada, again, before] = [await user(), await user(), await user({ active: false })]
  const job = await finish('deactivate', ada, again, before)
  await updateUser(home.admin, { id: again.id, active: true })
  await updateUser(home.admin, { id: again.id, active: false })
  await undo(job)
  expect(await read(ada)).toMatchObject({ active: true, deactivationId: null })
  expect(await read(again)).toMatchObject({ active: false })
  expect(await read(before)).toMatchObject({ active: false })
})

test('a role that some had before is taken only from the users who got it', async () => {
  const [ada, before] = [await user(), await user({ accountAdmin: true })]
  const job = await finish('grant-admin', ada, before)
  await undo(job)
  expect(await read(ada)).toMatchObject({ accountAdmin: false })
  expect(await read(before)).toMatchObject({ accountAdmin: true })
})

test('a deletion and an undone job cannot be undone', async () => {
  const [ada, grace] = [await user(), await user()]
  const deletion = await finish('delete', ada)
  await expect(undoUserJob(home.admin, deletion)).rejects.toThrow('Job not found.')
  const job = await finish('deactivate', grace)
  await undo(job)
  const snapshot = await make.databaseSnapshot()
  await expect(undoUserJob(home.admin, job)).rejects.toThrow('have changed since then')
  expect(await make.databaseSnapshot()).toBe(snapshot)
})

test('Undo takes nothing from users whom a canceled job has not reached', async () => {
  const ada = await user()
  const job = await start('grant-admin', ada)
  await cancelJob(home.admin, job)
  await updateUser(home.admin, { id: ada.id, accountAdmin: true })
  const before = await make.databaseSnapshot()
  await expect(undoUserJob(home.admin, job)).rejects.toThrow('have changed since then')
  expect(await make.databaseSnapshot()).toBe(before)
})

test('Undo takes nothing from users whom the job has rejected', async () => {
  const [ada, grace] = [await user(), await user()]
  const job = await start('grant-admin', ada, grace)
  await updateUser(home.admin, { id: grace.id, accountAdmin: true })
  await finishJobs()
  expect(await undo(job)).toMatchObject({ total: 1, succeeded: 1 })
  expect(await read(ada)).toMatchObject({ accountAdmin: false })
  expect(await read(grace)).toMatchObject({ accountAdmin: true })
})

test('a running job is canceled before it is undone', async () => {
  const job = await start('deactivate', await user())
  const before = await make.databaseSnapshot()
  await expect(undoUserJob(home.admin, job)).rejects.toThrow('This job is still running.')
  expect(await make.databaseSnapshot()).toBe(before)
  await finishJobs()
})

test('to take a role back needs a recent authentication', async () => {
  const job = await finish('grant-admin', await user())
  const actor = await make.actorToReauthenticate(home.userId)
  const before = await make.databaseSnapshot()
  await expect(undoUserJob(actor, job)).rejects.toMatchObject({ code: 'reauthentication-required' })
  expect(await make.databaseSnapshot()).toBe(before)
})

test('the log says what was undone', async () => {
  const job = await finish('deactivate', await user())
  const { id } = await undo(job)
  const event = await database().auditEvent.findFirstOrThrow({
    where: { organizationId: home.organizationId, operation: 'users.undoJob' },
  })
  expect(event).toMatchObject({ targetId: id, actorId: home.userId })
  expect(JSON.parse(event.detail)).toEqual({ change: 'reactivate', undoes: job.id, users: 1 })
})

test('a reactivation is undone, too', async () => {
  const ada = await user({ active: false })
  const job = await finish('reactivate', ada)
  expect(await undo(job)).toMatchObject({ kind: 'users.deactivate', succeeded: 1 })
  expect(await read(ada)).toMatchObject({ active: false })
})
