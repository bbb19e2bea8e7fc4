import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import {
  exportAccounts,
  getAccount,
  getActiveAccount,
  listAccounts,
  searchAccounts,
} from '@/lib/accounts/queries'
import { grantAccountRole, listAccountRoles, revokeAccountRole } from '@/lib/accounts/roles'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import {
  deleteAccountsBatch,
  restoreAccountsBatch,
  startDeletion,
  undoDeletion,
} from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
import {
  confirmImport,
  importAccounts,
  importAccountsBatch,
  importUsers,
  importUsersBatch,
} from '@/lib/imports/commands'
import { cancelJob } from '@/lib/jobs/commands'
import { exportRejectedRows, getJob, listJobRows, listJobs } from '@/lib/jobs/queries'
import { addJob } from '@/lib/jobs/records'
import type { JobState } from '@/lib/jobs/view'
import { registeredOperations } from '@/lib/operation'
import { resetOrganizationSecret, setPasswordPolicy } from '@/lib/organization/commands'
import { getOrganization, getPasswordPolicy } from '@/lib/organization/queries'
import { changePassword, endOtherSessions, resetOwnSecret, signOut } from '@/lib/sessions/commands'
import { listOwnSessions } from '@/lib/sessions/queries'
import * as make from '@/lib/testing/factories'
import { addUser, deleteUser, resetUserSecret, updateUser } from '@/lib/users/commands'
import { exportUsers, getActiveUser, getUser, listUsers, searchUsers } from '@/lib/users/queries'
import { grantRole, listUserRoles, revokeRole } from '@/lib/users/roles'

type Operation = {
  runUntrusted(actor: Actor | null, input: unknown): Promise<unknown>
  operation: { name: string }
}
type World = Awaited<ReturnType<typeof world>>
type Row = {
  operation: Operation
  /** Good input in a fresh corner of the organization, so that only the role decides. */
  input(world: World): Promise<unknown>
  everyone?: true
}

const person = { firstName: 'Grace', lastName: 'Hopper', password: 'Correct-horse-7' }
const email = () => `${crypto.randomUUID()}@example.com`
const customer = ({ home }: World) => make.account(home.organizationId)
const member = async (w: World, fields: Parameters<typeof make.user>[1] = {}) => {
  const { organizationId, id: accountId } = await customer(w)
  return make.user({ organizationId, accountId }, fields)
}

const importJob = ({ home }: World, state: JobState) =>
  addJob(database(), home.admin, {
    kind: 'accounts.import',
    state,
    parameters: { file: 'accounts.csv', ignoredColumns: [] },
    total: 0,
  })

async function completedDeletion(w: World): Promise<number> {
  const { id } = await customer(w)
  const deactivationId = randomUUID()
  await database().user.updateMany({ where: { accountId: id }, data: { active: false } })
  await database().account.update({ where: { id }, data: { active: false, deactivationId } })
  return addJob(database(), w.home.admin, {
    kind: 'accounts.delete',
    state: 'completed',
    parameters: { selection: { id: [id], q: '', all: false }, lastId: id, deactivationId },
    total: 1,
  })
}

// One row an operation: a new operation without one fails below.
const rows: Row[] = [
  { operation: searchAccounts, input: async () => ({}) },
  { operation: getActiveAccount, input: async (w) => ({ id: (await customer(w)).id }) },
  { operation: getAccount, input: async (w) => ({ id: (await customer(w)).id }) },
  { operation: listAccounts, input: async () => ({}) },
  { operation: listAccountRoles, input: async (w) => ({ id: (await customer(w)).id }) },
  { operation: exportAccounts, input: async () => ({}) },
  { operation: createAccount, input: async () => ({ name: 'New' }) },
  {
    operation: updateAccount,
    input: async (w) => ({
      id: (await customer(w)).id,
      version: 1,
      name: 'N',
      description: '',
      externalId: email(),
    }),
  },
  { operation: deleteAccount, input: async (w) => ({ id: (await customer(w)).id }) },
  {
    operation: restoreAccount,
    input: async (w) => ({ id: (await make.account(w.home.organizationId, { active: false })).id }),
  },
  { operation: searchUsers, input: async (w) => ({ accountId: (await member(w)).accountId }) },
  { operation: getActiveUser, input: async (w) => ({ id: (await member(w)).id }) },
  {
    operation: addUser,
    input: async (w) => ({ accountId: (await customer(w)).id, email: email(), ...person }),
  },
  {
    operation: updateUser,
    input: async (w) => ({
      id: (await member(w)).id,
      version: 1,
      firstName: 'G',
      lastName: 'H',
      email: email(),
    }),
  },
  { operation: deleteUser, input: async (w) => ({ id: (await member(w)).id }) },
  { operation: resetUserSecret, input: async (w) => ({ id: (await member(w)).id }) },
  { operation: getUser, input: async (w) => ({ id: (await member(w)).email }) },
  { operation: listUserRoles, input: async (w) => ({ id: (await member(w)).id }) },
  { operation: listUsers, input: async (w) => ({ within: (await customer(w)).id }) },
  { operation: grantRole, input: async (w) => ({ id: (await member(w)).id, key: 'admin' }) },
  {
    operation: revokeRole,
    input: async (w) => ({ id: (await member(w, { accountAdmin: true })).id, key: 'admin' }),
  },
  {
    operation: grantAccountRole,
    input: async (w) => ({ id: (await customer(w)).id, key: 'admin' }),
  },
  {
    operation: revokeAccountRole,
    async input(w) {
      const { id } = await customer(w)
      await database().account.update({ where: { id }, data: { accountAdmin: true } })
      return { id, key: 'admin' }
    },
  },
  { operation: exportUsers, input: async (w) => ({ accountId: (await member(w)).accountId }) },
  { operation: previewDeletion, input: async (w) => ({ id: [(await customer(w)).id] }) },
  {
    operation: startDeletion,
    input: async (w) => ({ id: String((await customer(w)).id), confirmation: '1' }),
  },
  {
    operation: importAccounts,
    input: async () => ({ content: new TextEncoder().encode('name\nOne') }),
  },
  {
    operation: importUsers,
    input: async (w) => ({
      accountId: (await customer(w)).id,
      content: new TextEncoder().encode(`first_name,last_name,email\nA,B,${email()}`),
    }),
  },
  { operation: getJob, input: async (w) => ({ id: await importJob(w, 'completed') }) },
  { operation: listJobs, input: async () => ({}) },
  {
    operation: listJobRows,
    input: async (w) => ({ id: await importJob(w, 'completed'), size: 10 }),
  },
  { operation: exportRejectedRows, input: async (w) => ({ id: await importJob(w, 'completed') }) },
  {
    operation: confirmImport,
    input: async (w) => ({ id: await importJob(w, 'awaiting-confirmation') }),
  },
  { operation: cancelJob, input: async (w) => ({ id: await importJob(w, 'running') }) },
  { operation: importAccountsBatch, input: async (w) => ({ id: await importJob(w, 'checking') }) },
  { operation: importUsersBatch, input: async (w) => ({ id: await importJob(w, 'checking') }) },
  { operation: deleteAccountsBatch, input: async (w) => ({ id: await importJob(w, 'running') }) },
  { operation: undoDeletion, input: async (w) => ({ id: await completedDeletion(w) }) },
  { operation: restoreAccountsBatch, input: async (w) => ({ id: await importJob(w, 'running') }) },
  { operation: getOrganization, input: async () => ({}) },
  { operation: getPasswordPolicy, input: async () => ({}), everyone: true },
  { operation: setPasswordPolicy, input: async () => ({ policy: { minLength: 9 } }) },
  { operation: resetOrganizationSecret, input: async () => ({}) },
  { operation: listOwnSessions, input: async () => ({}), everyone: true },
  { operation: endOtherSessions, input: async () => ({}), everyone: true },
  { operation: resetOwnSecret, input: async () => ({}), everyone: true },
  { operation: signOut, input: async () => ({}), everyone: true },
  {
    operation: changePassword,
    input: async () => ({
      currentPassword: 'wrong',
      password: 'Another-horse-8',
      repeatedPassword: 'Another-horse-8',
    }),
    everyone: true,
  },
]

async function world() {
  const home = await make.organization()
  const { organizationId, accountId } = home
  const other = await make.account(organizationId)
  const elsewhere = await make.organization()
  const within = (fields: Parameters<typeof make.user>[1], id = accountId) =>
    make.user({ organizationId, accountId: id }, fields)
  const backup = await within({ orgAdmin: true })
  return {
    home,
    elsewhere,
    actors: {
      administrator: () => make.actorFor(backup.id),
      'a user of the default account': async () => make.actorFor((await within({})).id),
      'an account administrator of the default account': async () =>
        make.actorFor((await within({ accountAdmin: true })).id),
      'an account administrator of a customer': async () =>
        make.actorFor((await within({ accountAdmin: true }, other.id)).id),
      'a user of a customer': async () => make.actorFor((await within({}, other.id)).id),
      'an administrator who must choose a new password': async () =>
        make.actorFor((await within({ orgAdmin: true, mustChangePassword: true })).id),
      'a deactivated administrator': async () => {
        const { id } = await within({ orgAdmin: true })
        const actor = await make.actorFor(id)
        await database().user.update({ where: { id }, data: { active: false } })
        return actor
      },
      'a demoted administrator': async () => {
        const { id } = await within({ orgAdmin: true })
        const actor = await make.actorFor(id)
        await database().user.update({ where: { id }, data: { orgAdmin: false } })
        return actor
      },
      'a signed-out administrator': async () => {
        const { id } = await within({ orgAdmin: true })
        const actor = await make.actorFor(id)
        await database().session.deleteMany({ where: { userId: id } })
        return actor
      },
    },
  }
}

let scene: World
beforeAll(async () => {
  scene = await world()
})

const outcome = (asked: Promise<unknown>) =>
  asked.then(
    () => 'allowed',
    (error: { code?: string }) => error.code ?? String(error),
  )

test('every operation has a row in this test', () => {
  const tested = rows.map(({ operation }) => operation.operation.name)
  expect(tested.toSorted()).toEqual([...registeredOperations().keys()].toSorted())
})

describe.each(rows)('$operation.operation.name', ({ operation, input, everyone }) => {
  const { kind } = registeredOperations().get(operation.operation.name) ?? {}

  test('is refused without an actor and changes nothing', async () => {
    const good = await input(scene)
    const before = await make.databaseSnapshot()
    expect(await outcome(operation.runUntrusted(null, good))).toBe('unauthenticated')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test('works for an administrator', async () => {
    const answer = await outcome(
      operation.runUntrusted(await scene.actors.administrator(), await input(scene)),
    )
    expect(answer).toBe(
      operation.operation.name === 'profile.changePassword' ? 'invalid' : 'allowed',
    )
  })

  test.each([
    'a user of the default account',
    'an account administrator of the default account',
    'an account administrator of a customer',
    'a user of a customer',
    'an administrator who must choose a new password',
  ] as const)('for %s', async (role) => {
    const actor = await scene.actors[role]()
    const good = await input(scene)
    const before = await make.databaseSnapshot()
    const answer = await outcome(operation.runUntrusted(actor, good))
    if (everyone) return expect(answer).not.toBe('forbidden')
    expect(answer).toBe('forbidden')
    expect(await make.databaseSnapshot()).toBe(before)
  })

  // A query trusts the actor of its own request, which was read a moment ago.
  test.runIf(kind === 'command' && !everyone).each([
    ['a deactivated administrator', 'unauthenticated'],
    ['a demoted administrator', 'forbidden'],
    ['a signed-out administrator', 'unauthenticated'],
  ] as const)('for %s since the request began', async (role, refusal) => {
    const actor = await scene.actors[role]()
    const good = await input(scene)
    const before = await make.databaseSnapshot()
    expect(await outcome(operation.runUntrusted(actor, good))).toBe(refusal)
    expect(await make.databaseSnapshot()).toBe(before)
  })

  test.skipIf(everyone)('never reaches another organization', async () => {
    const good = await input(scene)
    const before = await make.databaseSnapshot()
    if (operation === searchUsers) {
      const { rows } = await searchUsers.runUntrusted(scene.elsewhere.admin, good)
      return expect(rows).toEqual([])
    }
    const answer = await outcome(operation.runUntrusted(scene.elsewhere.admin, good))
    // What names no record of another organization works on one's own.
    const own = /^(organization\..*|accounts\.(find|create|list|export|import)|jobs\.list)$/
    if (own.test(operation.operation.name)) return expect(answer).toBe('allowed')
    // And of what is another's, some find nothing to tell or to do.
    const idle = /^(deletions\.preview|jobs\.listRows|(accounts|users)\.\w+Batch)$/
    const told = operation === startDeletion ? 'conflict' : 'not-found'
    expect(answer).toBe(idle.test(operation.operation.name) ? 'allowed' : told)
    expect(await make.databaseSnapshot()).toBe(before)
  })
})

test('the lists of one organization hold nothing of another', async () => {
  await member(scene)
  const { admin, accountId, userId } = await make.organization()
  const accounts = await searchAccounts(admin, { size: 100 })
  const listed = await listAccounts(admin, {})
  const users = await listUsers(admin, {})
  expect(accounts.rows.map(({ id }) => id)).toEqual([accountId])
  expect(listed.rows.map(({ id }) => id)).toEqual([accountId])
  expect(users.rows.map(({ id }) => id)).toEqual([userId])
})
