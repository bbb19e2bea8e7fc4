import { beforeAll, expect, test } from 'vitest'
import { deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { grantAccountRole } from '@/lib/accounts/roles'
import { describeEntry } from '@/lib/activity-log/columns'
import { searchActivity } from '@/lib/activity-log/queries'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import { confirmImport } from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import * as make from '@/lib/testing/factories'
import { importAccountLines } from '@/lib/testing/jobs'
import { resetUserSecret } from '@/lib/users/access'
import { addUser } from '@/lib/users/add-user'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { createUserLink } from '@/lib/users/links'
import { grantRole } from '@/lib/users/roles'

type Records = Awaited<ReturnType<typeof createRecords>>
type Case = {
  name: string
  run(actor: Actor, records: Records): Promise<unknown>
  sentence: string
  target(records: Records): { type: string; id: number }
}

let records: Records
beforeAll(async () => {
  records = await createRecords()
})

async function createRecords() {
  const home = await make.organization()
  const { organizationId, admin } = home
  const account = await make.account(organizationId, { name: 'Acme' })
  const other = await make.account(organizationId)
  const grace = { firstName: 'Grace', lastName: 'Hopper' }
  const user = await make.user({ organizationId, accountId: account.id }, grace)
  const deactivated = await make.user(
    { organizationId, accountId: account.id },
    { firstName: 'Mary', lastName: 'Shaw', active: false },
  )
  await grantAccountRole(admin, { id: account.id, key: 'admin' })
  const job = await importAccountLines(admin, 'name', 'One')
  return { home, account, other, user, deactivated, jobId: job.id }
}

const ofAccount = ({ account: { id } }: Records) => ({ type: 'account', id })
const ofUser = ({ user: { id } }: Records) => ({ type: 'user', id })
const ofDeactivated = ({ deactivated: { id } }: Records) => ({ type: 'user', id })
const ofSelf = ({ home: { userId: id } }: Records) => ({ type: 'user', id })
const ofDefault = ({ home: { accountId: id } }: Records) => ({ type: 'account', id })
const ofJob = ({ jobId: id }: Records) => ({ type: 'job', id })

const cases: Case[] = [
  {
    name: 'deleting the default account',
    run: (actor, { home }) => deleteAccount(actor, { id: home.accountId }),
    sentence: "Ada Founder couldn't delete Organization",
    target: ofDefault,
  },
  {
    name: 'deactivating the default account',
    run: (actor, { home }) => updateAccount(actor, { id: home.accountId, active: false }),
    sentence: "Ada Founder couldn't change Organization",
    target: ofDefault,
  },
  {
    name: 'an external ID that another account has',
    run: (actor, { account, other }) =>
      updateAccount(actor, { id: account.id, externalId: other.externalId }),
    sentence: "Ada Founder couldn't change Acme",
    target: ofAccount,
  },
  {
    name: 'a role that the account has',
    run: (actor, { account }) => grantAccountRole(actor, { id: account.id, key: 'admin' }),
    sentence: "Ada Founder couldn't give Acme a role",
    target: ofAccount,
  },
  {
    name: 'an email address that another user has',
    run: (actor, { home, user }) => updateUser(actor, { id: user.id, email: home.email }),
    sentence: "Ada Founder couldn't change Grace Hopper",
    target: ofUser,
  },
  {
    name: 'a user named by email address',
    run: (actor, { home, user }) => updateUser(actor, { id: user.email, email: home.email }),
    sentence: "Ada Founder couldn't change Grace Hopper",
    target: ofUser,
  },
  {
    name: 'a new user whose email address another one has',
    run: (actor, { account, home: { email } }) =>
      addUser(actor, {
        accountId: account.id,
        firstName: 'A',
        lastName: 'B',
        email,
        password: make.PASSWORD,
      }),
    sentence: "Ada Founder couldn't add a user",
    target: ofAccount,
  },
  {
    name: 'deleting oneself',
    run: (actor, { home }) => deleteUser(actor, { id: home.userId }),
    sentence: "Ada Founder couldn't delete Ada Founder",
    target: ofSelf,
  },
  {
    name: 'a role for oneself',
    run: (actor, { home }) => grantRole(actor, { id: home.userId, key: 'admin' }),
    sentence: "Ada Founder couldn't give Ada Founder a role",
    target: ofSelf,
  },
  {
    name: 'Org Admin outside of the default account',
    run: (actor, { user }) => grantRole(actor, { id: user.id, key: 'org-admin' }),
    sentence: "Ada Founder couldn't give Grace Hopper a role",
    target: ofUser,
  },
  {
    name: 'a User Secret of a deactivated user',
    run: (actor, { deactivated }) => resetUserSecret(actor, { id: deactivated.id }),
    sentence: "Ada Founder couldn't give Mary Shaw a new User Secret",
    target: ofDeactivated,
  },
  {
    name: 'a link of a deactivated user',
    run: (actor, { deactivated }) => createUserLink(actor, { id: deactivated.id }),
    sentence: "Ada Founder couldn't create a link for Mary Shaw",
    target: ofDeactivated,
  },
  {
    name: 'canceling a job that has ended',
    run: (actor, { jobId }) => cancelJob(actor, { id: jobId }),
    sentence: "Ada Founder couldn't cancel job",
    target: ofJob,
  },
  {
    name: 'confirming an import that has ended',
    run: (actor, { jobId }) => confirmImport(actor, { id: jobId }),
    sentence: "Ada Founder couldn't start an import",
    target: ofJob,
  },
]

test.each(cases)(
  'the log says what a denial is about: $name',
  async ({ run, sentence, target }) => {
    const actor = await make.actorFor(records.home.userId)
    const before = await make.databaseSnapshot()
    const denied = { code: expect.stringMatching(/^(conflict|forbidden)$/) }
    await expect(run(actor, records)).rejects.toMatchObject(denied)
    expect(await make.databaseSnapshot()).toBe(before)
    const [entry] = (await searchActivity(records.home.admin)).rows
    expect(entry).toMatchObject({ outcome: 'refused', requestId: actor.origin.requestId })
    const { type, id } = target(records)
    expect({ type: entry?.targetType, id: entry?.targetId }).toEqual({ type, id })
    expect(entry && describeEntry(entry)).toContain(sentence)
  },
)

test('a denial names no record of another organization', async () => {
  const { account, user, jobId } = records
  const elsewhere = await make.organization()
  const attempts = [
    (actor: Actor) => deleteAccount(actor, { id: account.id }),
    (actor: Actor) => deleteUser(actor, { id: user.id }),
    (actor: Actor) => deleteUser(actor, { id: user.email }),
    (actor: Actor) => cancelJob(actor, { id: jobId }),
  ]
  for (const attempt of attempts) {
    const actor = await make.actorFor((await make.user(elsewhere)).id)
    await expect(attempt(actor)).rejects.toMatchObject({ code: 'forbidden' })
  }
  const denials = await database().auditEvent.findMany({
    where: { organizationId: elsewhere.organizationId, outcome: 'refused' },
  })
  expect(denials).toHaveLength(attempts.length)
  for (const { targetType, targetId } of denials)
    expect([targetType, targetId]).toEqual([null, null])
})
