import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import { database } from '@/lib/db/client'
import { EMERGENCY } from '@/lib/db/errors'
import { SQL } from '@/lib/db/sql'
import { jobHandlers } from '@/lib/job-handlers'
import { cancelJob } from '@/lib/jobs/commands'
import { getJob } from '@/lib/jobs/queries'
import { runNextBatch } from '@/lib/jobs/worker'
import { createLink } from '@/lib/links/records'
import { seedOrganization } from '@/lib/organization/seed'
import * as make from '@/lib/testing/factories'
import { finishJobs, finishJobsWhile, rejectedRows } from '@/lib/testing/jobs'
import { provider } from '@/lib/testing/provider-factory'
import { deactivateUsersBatch } from '@/lib/user-jobs/batches'
import { startUserJob } from '@/lib/user-jobs/commands'
import type { UserChange } from '@/lib/user-jobs/policy'
import { countSelectedUsers, previewUserJob } from '@/lib/user-jobs/queries'
import { updateUser } from '@/lib/users/commands'
import {
  INACTIVE_LINK,
  LAST_ADMINISTRATOR,
  OWN_LINK,
  OWN_REMOVAL,
  OWN_ROLES,
} from '@/lib/users/policy'

let home: Awaited<ReturnType<typeof make.organization>>
let accountId: number
beforeEach(async () => {
  home = await make.organization()
  accountId = (await make.account(home.organizationId)).id
})

const user = (fields: Parameters<typeof make.user>[1] = {}) =>
  make.user({ organizationId: home.organizationId, accountId }, { passwordHash: 'x', ...fields })
const read = ({ id }: { id: number }) => database().user.findUnique({ where: { id } })
const selection = (...users: { id: number }[]) => users.map(({ id }) => `id=${id}`).join('&')
const start = (change: UserChange, ...users: { id: number }[]) =>
  startUserJob(home.admin, {
    change,
    selection: selection(...users),
    confirmation: String(users.length),
  })
const finish = async (change: UserChange, ...users: { id: number }[]) => {
  const job = await start(change, ...users)
  await finishJobs()
  return getJob(home.admin, job)
}
const auditOf = async (operation: string) => {
  const events = await database().auditEvent.findMany({
    where: { organizationId: home.organizationId, operation, outcome: 'done' },
    orderBy: { seq: 'asc' },
  })
  return events.map(({ targetId, actorId, detail }) => ({
    targetId,
    actorId,
    detail: JSON.parse(detail),
  }))
}

test('deactivated users lose their sessions, links and User Secret, and are audited one by one', async () => {
  const [ada, grace] = [await user({ secret: 'ada-secret' }), await user()]
  const stays = await user()
  await make.createSession(ada.id)
  const { organizationId } = home
  await createLink(database(), {
    userId: grace.id,
    organizationId,
    purpose: 'invite',
    createdBy: null,
  })
  const job = await finish('deactivate', ada, grace)
  expect(job).toMatchObject({ state: 'completed', total: 2, succeeded: 2, rejected: 0 })
  expect(await read(ada)).toMatchObject({ active: false, secretHash: null, version: 2 })
  expect(await read(grace)).toMatchObject({ active: false })
  expect(await read(stays)).toMatchObject({ active: true, version: 1 })
  expect(await database().session.count({ where: { userId: ada.id } })).toBe(0)
  expect(await database().userLink.count({ where: { userId: grace.id } })).toBe(0)
  const entries = await auditOf('users.update')
  expect(entries).toMatchObject([
    { targetId: ada.id, actorId: home.userId, detail: { job: job.id } },
    { targetId: grace.id, actorId: home.userId, detail: { job: job.id } },
  ])
  expect(entries[0]?.detail.before).toMatchObject({ email: ada.email, active: true })
  expect(entries[0]?.detail.after).toMatchObject({ email: ada.email, active: false })
})

test('reactivated users are active again, but nobody of a deactivated account is', async () => {
  const former = await make.account(home.organizationId, { active: false })
  const [ada, other] = [
    await user({ active: false }),
    await make.user(
      { organizationId: home.organizationId, accountId: former.id },
      { active: false },
    ),
  ]
  const job = await finish('reactivate', ada, other)
  expect(job).toMatchObject({ total: 1, succeeded: 1 })
  expect(await read(ada)).toMatchObject({ active: true })
  expect(await read(other)).toMatchObject({ active: false, version: 1 })
})

test('people who have a password must choose a new one', async () => {
  const [ada, invited] = [await user(), await user({ passwordHash: '!' })]
  await finish('require-password', ada, invited)
  expect(await read(ada)).toMatchObject({ mustChangePassword: true })
  expect(await read(invited)).toMatchObject({ mustChangePassword: false, version: 1 })
  expect(await auditOf('users.update')).toMatchObject([
    { targetId: ada.id, detail: { after: { mustChangePassword: true } } },
  ])
})

test('the Account Admin role is given and taken', async () => {
  const ada = await user()
  await finish('grant-admin', ada)
  expect(await read(ada)).toMatchObject({ accountAdmin: true })
  await finish('revoke-admin', ada)
  expect(await read(ada)).toMatchObject({ accountAdmin: false })
  expect(await auditOf('users.grantRole')).toMatchObject([
    { targetId: ada.id, detail: { role: 'admin', held: true } },
  ])
  expect(await auditOf('users.revokeRole')).toMatchObject([
    { targetId: ada.id, detail: { role: 'admin', held: false } },
  ])
})

test('the log says who started what, for whom', async () => {
  const ada = await user()
  const { id } = await start('deactivate', ada)
  expect(await auditOf('users.startJob')).toMatchObject([
    { targetId: id, actorId: home.userId, detail: { change: 'deactivate', users: 1 } },
  ])
  await finishJobs()
})

test('deleted users are gone, with what the log needs to name them', async () => {
  const [ada, grace] = [await user(), await user()]
  const subject = hashToken(ada.email)
  await database().failedAttempt.create({
    data: { subject, source: 'a network', attempts: 9, userId: ada.id, networks: [] },
  })
  const job = await finish('delete', ada, grace)
  expect(job).toMatchObject({ state: 'completed', succeeded: 2 })
  expect(await read(ada)).toBeNull()
  expect(await database().failedAttempt.count({ where: { subject } })).toBe(0)
  expect(await auditOf('users.delete')).toMatchObject([
    { targetId: ada.id, detail: { before: { accountId, email: ada.email } } },
    { targetId: grace.id, detail: { before: { accountId, email: grace.email } } },
  ])
})

describe('who stays as they are is named beforehand', () => {
  const preview = (actor: Actor, change: UserChange, ...users: { id: number }[]) =>
    previewUserJob(actor, { change, id: users.map(({ id }) => id) })
  const formerAdmin = () =>
    make.user(
      { organizationId: home.organizationId, accountId: home.accountId },
      { orgAdmin: true, active: false },
    )

  test.each<[UserChange, string]>([
    ['deactivate', OWN_REMOVAL],
    ['delete', OWN_REMOVAL],
    ['grant-admin', OWN_ROLES],
    ['revoke-admin', OWN_ROLES],
    ['require-password', OWN_LINK],
    ['make-links', OWN_LINK],
  ])('yourself, when you %s users', async (change, reason) => {
    const ada = await user({ accountAdmin: change === 'revoke-admin' })
    const me = { id: home.userId }
    expect(await preview(home.admin, change, ada, me)).toMatchObject({
      count: 1,
      people: [{ id: ada.id, accountId }],
      exceptions: [{ reason, count: 1, people: [{ id: me.id }] }],
    })
    const before = await make.databaseSnapshot()
    await expect(start(change, me)).rejects.toThrow('There is nobody to change.')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test.each<[UserChange, string, Parameters<typeof make.user>[1]]>([
    ['deactivate', 'Already inactive.', { active: false }],
    ['reactivate', 'Already active.', {}],
    ['require-password', 'Already has to choose a new password.', { mustChangePassword: true }],
    ['require-password', 'No password yet. Make a link instead.', { passwordHash: '!' }],
    ['grant-admin', 'Already has this role.', { accountAdmin: true }],
    ['revoke-admin', "Doesn't have this role.", {}],
    ['make-links', INACTIVE_LINK, { active: false }],
  ])('to %s: %s', async (change, reason, fields) => {
    const person = await user(fields)
    const people = [{ id: person.id, accountId }]
    expect(await preview(home.admin, change, person)).toMatchObject({
      count: 0,
      people: [],
      exceptions: [{ reason, count: 1, people }],
    })
    const before = await make.databaseSnapshot()
    await expect(start(change, person)).rejects.toThrow('There is nobody to change.')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('the last Org Admin, for someone who has just lost the role', async () => {
    const { organizationId } = home
    const last = await make.user({ organizationId, accountId: home.accountId }, { orgAdmin: true })
    await formerAdmin()
    const data = { orgAdmin: false }
    await database().user.update({ where: { id: home.userId }, data, select: { id: true } })
    for (const change of ['deactivate', 'delete'] as const) {
      expect(await preview(home.admin, change, last)).toMatchObject({
        count: 0,
        exceptions: [{ reason: LAST_ADMINISTRATOR, people: [{ id: last.id }] }],
      })
    }
  })

  test('but not an inactive Org Admin, beside only one who is active', async () => {
    expect(await preview(home.admin, 'delete', await formerAdmin())).toMatchObject({
      count: 1,
      exceptions: [],
    })
  })

  test('the first five by name, and the others by number', async () => {
    const people = []
    for (let n = 0; n < 6; n += 1) people.push(await user())
    const ids = people.map(({ id }) => ({ id }))
    const { count, people: named } = await preview(home.admin, 'deactivate', ...ids)
    expect(count).toBe(6)
    expect(named).toMatchObject(ids.slice(0, 5))
    const input = { all: 'on' as const, status: ['active'] }
    expect(await countSelectedUsers(home.admin, input)).toBe(7)
    expect(await countSelectedUsers(home.admin, { id: ids.map(({ id }) => id) })).toBe(6)
  })

  test('the emergency administrator of a required identity provider', async () => {
    const { organizationId } = home
    const admin = await make.user({ organizationId, accountId: home.accountId }, { orgAdmin: true })
    await provider(organizationId, 'https://id.example', {
      required: true,
      emergencyUserId: admin.id,
    })
    const ada = await user()
    expect(await preview(home.admin, 'delete', admin, ada)).toMatchObject({
      count: 1,
      exceptions: [{ reason: expect.stringContaining('emergency administrator'), count: 1 }],
    })
    await finish('deactivate', ada, admin)
    expect(await read(ada)).toMatchObject({ active: false })
    expect(await read(admin)).toMatchObject({ active: true })
  })

  test('people who sign in with a required identity provider, where a password is chosen', async () => {
    const { organizationId, accountId: defaultAccountId } = home
    const admin = await make.user(
      { organizationId, accountId: defaultAccountId },
      { orgAdmin: true },
    )
    const { id, domain } = await provider(organizationId, 'https://id.example', {
      emergencyUserId: admin.id,
    })
    const [ada, grace] = [await user({ email: `ada@${domain}` }), await user()]
    const exceptions = [{ reason: expect.stringContaining('need no password'), count: 1 }]
    for (const change of ['require-password', 'make-links'] as const) {
      expect(await preview(home.admin, change, ada, grace)).toMatchObject({ exceptions: [] })
    }
    const data = { required: true, testedAt: new Date() }
    await database().identityProvider.update({ where: { id }, data })
    for (const change of ['require-password', 'make-links'] as const) {
      const people = await preview(home.admin, change, ada, grace)
      expect(people).toMatchObject({ count: 1, people: [{ id: grace.id }], exceptions })
    }
    await finish('require-password', ada, grace)
    expect(await read(ada)).toMatchObject({ mustChangePassword: false, version: 1 })
    expect(await read(grace)).toMatchObject({ mustChangePassword: true })
  })

  test('but not the emergency administrator of a provider that is not required', async () => {
    const { organizationId } = home
    const admin = await make.user({ organizationId, accountId: home.accountId }, { orgAdmin: true })
    await provider(organizationId, 'https://id.example', { emergencyUserId: admin.id })
    expect(await preview(home.admin, 'delete', admin)).toMatchObject({ count: 1, exceptions: [] })
  })

  test('a selection of everyone never includes people of another organization', async () => {
    const other = await make.organization()
    await user()
    expect(await previewUserJob(home.admin, { change: 'deactivate', all: 'on' })).toMatchObject({
      count: 1,
      exceptions: [{ reason: OWN_REMOVAL }],
    })
    await startUserJob(home.admin, { change: 'deactivate', selection: 'all=on' })
    await finishJobs()
    expect(await read({ id: other.userId })).toMatchObject({ active: true })
    expect(await read({ id: home.userId })).toMatchObject({ active: true })
  })
})

describe('a job is for the users who were confirmed', () => {
  test('deletion needs the number of users, typed', async () => {
    const ada = await user()
    const before = await make.databaseSnapshot()
    const input = { change: 'delete' as const, selection: selection(ada), confirmation: '2' }
    await expect(startUserJob(home.admin, input)).rejects.toMatchObject({
      fields: { confirmation: 'Type 1, the number of users, to confirm.' },
    })
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('another number than the page showed is not confirmed', async () => {
    const ada = await user()
    const before = await make.databaseSnapshot()
    const input = { change: 'deactivate' as const, selection: selection(ada), counted: 2 }
    await expect(startUserJob(home.admin, input)).rejects.toThrow('it is now 1')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('who has changed since is reported, and the others are changed', async () => {
    const [ada, gone, inactive] = [await user(), await user(), await user()]
    const job = await start('deactivate', ada, gone, inactive)
    await database().user.delete({ where: { id: gone.id } })
    await updateUser(home.admin, { id: inactive.id, active: false })
    await finishJobs()
    expect(await getJob(home.admin, job)).toMatchObject({ succeeded: 1, rejected: 2 })
    expect(await rejectedRows(home.admin, job.id)).toEqual([
      [gone.id, 'This user was deleted in the meantime.'],
      [inactive.id, 'Already inactive.'],
    ])
    expect(await read(inactive)).toMatchObject({ version: 2, deactivationId: null })
  })

  test('a rule that applies only since the batch has looked rejects its user, and no other', async () => {
    const { organizationId } = home
    const admin = await make.user({ organizationId, accountId: home.accountId }, { orgAdmin: true })
    const ada = await user()
    const { id } = await provider(organizationId, 'https://id.example')
    const job = await start('deactivate', ada, admin)
    const data = { required: true, emergencyUserId: admin.id, testedAt: new Date() }
    await finishJobsWhile((db) =>
      db.identityProvider.update({ where: { id }, data, select: { id: true } }),
    )
    expect(await getJob(home.admin, job)).toMatchObject({ succeeded: 1, rejected: 1 })
    expect(await rejectedRows(home.admin, job.id)).toEqual([[admin.id, EMERGENCY]])
    expect(await read(ada)).toMatchObject({ active: false })
    expect(await read(admin)).toMatchObject({ active: true, version: 1 })
    expect(await auditOf('users.update')).toMatchObject([{ targetId: ada.id }])
  })

  test('a batch that runs again after a crash changes nobody twice', async () => {
    const ada = await user()
    const job = await start('deactivate', ada)
    await deactivateUsersBatch(home.admin, job)
    await deactivateUsersBatch(home.admin, job)
    await finishJobs()
    expect(await read(ada)).toMatchObject({ version: 2 })
    expect(await auditOf('users.update')).toHaveLength(1)
  })

  test('a job runs in batches of 500, each alone in its organization', async () => {
    const { organizationId } = home
    await seedOrganization(make.origin, { organizationId, accounts: 6, usersPerAccount: 100 })
    const job = await startUserJob(home.admin, { change: 'grant-admin', selection: 'all=on' })
    const { total } = await getJob(home.admin, job)
    await runNextBatch(jobHandlers)
    expect(await getJob(home.admin, job)).toMatchObject({
      state: 'running',
      processed: 500,
      succeeded: 500,
    })
    const lock = SQL.sql`SELECT pg_advisory_xact_lock_shared(1, ${organizationId}::int)`
    await finishJobsWhile((db) => db.$executeRaw(lock))
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'completed', succeeded: total })
    expect(await auditOf('users.grantRole')).toHaveLength(total)
  })

  test('a canceled job changes nobody else', async () => {
    const ada = await user()
    const job = await start('deactivate', ada)
    await cancelJob(home.admin, job)
    await finishJobs()
    expect(await read(ada)).toMatchObject({ active: true, version: 1 })
  })

  test('a job that is canceled while its batch begins changes nobody', async () => {
    const ada = await user()
    const job = await start('deactivate', ada)
    await finishJobsWhile(
      (db) => db.$executeRaw`UPDATE jobs SET state = 'canceled' WHERE id = ${job.id}`,
    )
    expect(await getJob(home.admin, job)).toMatchObject({ state: 'canceled', succeeded: 0 })
    expect(await read(ada)).toMatchObject({ active: true, version: 1 })
  })

  test('a batch runs only as the person who started its job', async () => {
    const { organizationId } = home
    const other = await make.user({ organizationId, accountId: home.accountId }, { orgAdmin: true })
    const ada = await user()
    const job = await start('deactivate', ada)
    expect(await deactivateUsersBatch(await make.actorFor(other.id), job)).toBe(false)
    expect(await read(ada)).toMatchObject({ active: true, version: 1 })
    await finishJobs()
  })

  test('a batch waits while another server runs one', async () => {
    const ada = await user()
    const job = await start('deactivate', ada)
    await database().$transaction(async (db) => {
      await db.$queryRaw`SELECT pg_advisory_xact_lock(3, 0)::text`
      expect(await deactivateUsersBatch(home.admin, job)).toBe(false)
    })
    expect(await read(ada)).toMatchObject({ active: true, version: 1 })
    await finishJobs()
    expect(await read(ada)).toMatchObject({ active: false })
  })
})

test.each(['grant-admin', 'revoke-admin'] as const)(
  'to %s needs a recent authentication',
  async (change) => {
    const ada = await user({ accountAdmin: change === 'revoke-admin' })
    const actor = await make.actorToReauthenticate(home.userId)
    const before = await make.databaseSnapshot()
    await expect(startUserJob(actor, { change, selection: selection(ada) })).rejects.toMatchObject({
      code: 'reauthentication-required',
    })
    expect(await make.databaseSnapshot()).toBe(before)
  },
)
