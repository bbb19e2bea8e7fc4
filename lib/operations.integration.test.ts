import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { endUserSession, endUserSessions } from '@/lib/access/commands'
import { getUserDetails, listUserSessions } from '@/lib/access/queries'
import {
  createAccount,
  deleteAccount,
  restoreAccount,
  updateAccount,
} from '@/lib/accounts/commands'
import { exportAccounts, searchAccounts, suggestAccounts } from '@/lib/accounts/list'
import {
  getAccount,
  getActiveAccount,
  getDeletedAccount,
  hasDuplicateName,
  listAccounts,
} from '@/lib/accounts/queries'
import { grantAccountRole, listAccountRoles, revokeAccountRole } from '@/lib/accounts/roles'
import {
  exportActivity,
  listAuditLog,
  listRecentChanges,
  searchActivity,
} from '@/lib/activity-log/queries'
import type { Actor } from '@/lib/auth/actor'
import { database } from '@/lib/db/client'
import {
  deleteAccountsBatch,
  restoreAccountsBatch,
  startDeletion,
  undoDeletion,
} from '@/lib/deletions/commands'
import { previewDeletion } from '@/lib/deletions/queries'
import { AppError } from '@/lib/errors'
import {
  confirmImport,
  importAccounts,
  importAccountsBatch,
  importUsers,
  importUsersBatch,
} from '@/lib/imports/commands'
import { countInvitable, inviteImportedUsers } from '@/lib/imports/links'
import { previewImport } from '@/lib/imports/queries'
import { cancelJob } from '@/lib/jobs/commands'
import { exportRejectedRows, getJob, listJobRows, listJobs } from '@/lib/jobs/queries'
import { addJob } from '@/lib/jobs/records'
import type { JobState } from '@/lib/jobs/view'
import { createLink } from '@/lib/links/records'
import { chooseColumns, deleteView, saveView, updateView } from '@/lib/list-settings/commands'
import { getListSettings, getView } from '@/lib/list-settings/queries'
import { sendTestMail } from '@/lib/mail/commands'
import { registeredOperations } from '@/lib/operation'
import { updateOrganization } from '@/lib/organization/commands'
import {
  setPasswordPolicy,
  setSecondFactorPolicy,
  setSessionPolicy,
} from '@/lib/organization/policies'
import { getOrganization, getPasswordPolicy, listRoles } from '@/lib/organization/queries'
import {
  endPreviousSecret,
  resetOrganizationSecret,
  withdrawOrganizationSecret,
} from '@/lib/organization/secret'
import { addPasskey, removePasskey, renamePasskey, startPasskey } from '@/lib/passkeys/commands'
import { listOwnPasskeys } from '@/lib/passkeys/queries'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { cancelEmailChange, changeOwnEmail, updateOwnName } from '@/lib/profile/commands'
import { getOwnProfile } from '@/lib/profile/queries'
import { addProvider, deleteProvider, updateProvider } from '@/lib/providers/commands'
import {
  addProviderDomain,
  removeProviderDomain,
  verifyProviderDomain,
} from '@/lib/providers/domains'
import { unlinkIdentity } from '@/lib/providers/identities'
import { setProviderAccount } from '@/lib/providers/new-users'
import { getProvider, listEmergencyAdministrators } from '@/lib/providers/queries'
import { recordProviderTest } from '@/lib/providers/record-test'
import {
  cancelSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  replaceOwnRecoveryCodes,
  startSecondFactor,
} from '@/lib/second-factor/commands'
import {
  getOwnSecondFactor,
  getSecondFactor,
  getSecondFactorSetup,
} from '@/lib/second-factor/queries'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import {
  changePassword,
  confirmPassword,
  endOtherSessions,
  endSession,
  resetOwnSecret,
  signOut,
  withdrawOwnSecret,
} from '@/lib/sessions/commands'
import { confirmWithProvider } from '@/lib/sessions/confirm-with-provider'
import { getOwnSecret, listOwnSessions } from '@/lib/sessions/queries'
import { confirmPasskey, getReauthentication } from '@/lib/sessions/reauthentication'
import { getSettings } from '@/lib/settings/queries'
import * as make from '@/lib/testing/factories'
import { IdentityProvider } from '@/lib/testing/identity-provider'
import { provider as makeProvider } from '@/lib/testing/provider-factory'
import { timesOfOtherDays } from '@/lib/testing/stored-times'
import {
  deactivateUsersBatch,
  deleteUsersBatch,
  grantAdminBatch,
  reactivateUsersBatch,
  requirePasswordsBatch,
  revokeAdminBatch,
} from '@/lib/user-jobs/batches'
import { startUserJob, undoUserJob } from '@/lib/user-jobs/commands'
import { makeLinks } from '@/lib/user-jobs/links'
import { countSelectedUsers, previewUserJob } from '@/lib/user-jobs/queries'
import { exportPeople, findCandidates, findPeople, searchPeople } from '@/lib/user-list/queries'
import { resetUserSecret, unlockUser, withdrawSecretOfUser } from '@/lib/users/access'
import { addUser } from '@/lib/users/add-user'
import { listAdministrators } from '@/lib/users/administrators'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { createUserLink, endUserLinks } from '@/lib/users/links'
import { exportUsers, getActiveUser, getUser, listUsers, searchUsers } from '@/lib/users/queries'
import { grantRole, listUserRoles, revokeRole } from '@/lib/users/roles'
import { startVerification } from '@/lib/verifications/commands'
import { verifyLogBatch } from '@/lib/verifications/process-batch'
import { getLatestVerification } from '@/lib/verifications/queries'

vi.stubEnv('PRIVATE_PROVIDER_HOSTS', '127.0.0.1')
let identityProvider: IdentityProvider
beforeAll(async () => {
  identityProvider = await IdentityProvider.start()
})
afterAll(() => identityProvider.close())

type Operation = {
  runUntrusted(actor: Actor | null, input: unknown): Promise<unknown>
  operation: { name: string }
}
type Scene = Awaited<ReturnType<typeof createScene>>
type Row = {
  operation: Operation
  /** Valid input for a record of its own, so that only the actor decides the outcome. */
  input(scene: Scene): Promise<unknown>
  /** The outcome for every signed-in actor; without it, only administrators are allowed. */
  everyone?: 'allowed' | 'invalid' | 'conflict' | 'not-found' | 'reauthentication-required'
}
type UserFields = NonNullable<Parameters<typeof make.user>[1]>

const person = { firstName: 'Grace', lastName: 'Hopper', password: 'Correct-horse-7' }
const assertion = JSON.stringify({
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  response: { clientDataJSON: 'AA', authenticatorData: 'AA', signature: 'AA' },
})
const registration = JSON.stringify({
  id: 'AA',
  rawId: 'AA',
  type: 'public-key',
  response: { clientDataJSON: 'AA', attestationObject: 'AA' },
})
const newEmail = () => `${randomUUID()}@example.com`
const newAccount = ({ home }: Scene) => make.account(home.organizationId)
const newUser = async (scene: Scene, fields: UserFields = {}) => {
  const { organizationId, id: accountId } = await newAccount(scene)
  return make.user({ organizationId, accountId }, fields)
}

const newProvider = async (scene: Scene) => {
  const { id: accountId } = await newAccount(scene)
  return makeProvider(scene.home.organizationId, identityProvider.issuer, { accountId })
}

const client = () => ({
  name: 'Acme',
  issuer: identityProvider.issuer,
  clientId: 'console',
  clientSecret: 'secret',
})

async function invitedUser(scene: Scene) {
  const user = await newUser(scene)
  const { id: userId, organizationId } = user
  const link = { userId, organizationId, purpose: 'invite' as const, createdBy: null }
  await createLink(database(), link)
  return user
}

async function endedUserImport(scene: Scene): Promise<number> {
  const jobId = await newUserImport(scene, 'completed')
  const { id: userId } = await newUser(scene)
  await database().importedUser.create({ data: { jobId, userId } })
  return jobId
}

const newImport = ({ home }: Scene, state: JobState) =>
  addJob(database(), home.admin, {
    kind: 'accounts.import',
    state,
    parameters: { file: 'accounts.csv', columns: [], ignoredColumns: [] },
    total: 0,
  })

async function newUserImport(
  scene: Scene,
  state: JobState = 'awaiting-confirmation',
): Promise<number> {
  const { id: accountId } = await newAccount(scene)
  return addJob(database(), scene.home.admin, {
    kind: 'users.import',
    state,
    parameters: { file: 'users.csv', columns: [], ignoredColumns: [], accountId, mode: 'add' },
    total: 0,
  })
}

async function completedDeletion(scene: Scene): Promise<number> {
  const { id } = await newAccount(scene)
  const deactivationId = randomUUID()
  await database().user.updateMany({ where: { accountId: id }, data: { active: false } })
  await database().account.update({ where: { id }, data: { active: false, deactivationId } })
  return addJob(database(), scene.home.admin, {
    kind: 'accounts.delete',
    state: 'completed',
    parameters: { selection: { id: [id], q: '', all: false }, deactivationId },
    total: 1,
  })
}

async function sharedView({ home: { organizationId } }: Scene): Promise<number> {
  const name = randomUUID()
  const { id } = await database().savedView.create({
    data: { organizationId, name, nameKey: name, query: '' },
  })
  return id
}

async function completedUserJob(scene: Scene): Promise<number> {
  const { id } = await newUser(scene)
  const change = 'grant-admin'
  const job = await startUserJob(scene.home.admin, { change, selection: `id=${id}` })
  await grantAdminBatch(scene.home.admin, job)
  return job.id
}

const userBatches = [
  deactivateUsersBatch,
  reactivateUsersBatch,
  requirePasswordsBatch,
  grantAdminBatch,
  revokeAdminBatch,
  deleteUsersBatch,
]

/** The type of what a denial names, by operation or by how its name begins. */
const deniedTargets: { readonly [name: string]: string | null } = {
  accounts: 'account',
  users: 'user',
  providers: 'provider',
  organization: 'organization',
  jobs: 'job',
  imports: 'job',
  deletions: 'job',
  audit: 'job',
  'mail.sendTest': 'user',
  'users.add': 'account',
  'users.import': 'account',
  'users.undoJob': 'job',
  'users.makeLinks': 'job',
  ...Object.fromEntries(
    [
      ...userBatches,
      importUsersBatch,
      importAccountsBatch,
      deleteAccountsBatch,
      restoreAccountsBatch,
    ].map(({ operation }) => [operation.name, 'job']),
  ),
  // What they would add has no number yet.
  'accounts.create': null,
  'accounts.import': null,
  'accounts.chooseColumns': null,
  'providers.add': null,
  'users.startJob': null,
  'deletions.start': null,
}

// A new operation without a row here fails a test below.
const rows: Row[] = [
  { operation: searchAccounts, input: async () => ({}) },
  { operation: searchPeople, input: async () => ({}) },
  { operation: findPeople, input: async () => ({ q: 'ada' }) },
  { operation: exportPeople, input: async () => ({}) },
  { operation: getActiveAccount, input: async (s) => ({ id: (await newAccount(s)).id }) },
  { operation: getAccount, input: async (s) => ({ id: (await newAccount(s)).id }) },
  {
    operation: getDeletedAccount,
    input: async (s) => ({ id: (await make.account(s.home.organizationId, { active: false })).id }),
  },
  { operation: listAccounts, input: async () => ({}) },
  { operation: listAccountRoles, input: async (s) => ({ id: (await newAccount(s)).id }) },
  { operation: getListSettings, input: async () => ({}) },
  { operation: chooseColumns, input: async () => ({ columns: ['users'] }) },
  { operation: saveView, input: async () => ({ name: randomUUID(), shared: true }) },
  { operation: getView, input: async (s) => ({ id: await sharedView(s) }) },
  {
    operation: updateView,
    input: async (s) => ({ id: await sharedView(s), name: randomUUID() }),
  },
  { operation: deleteView, input: async (s) => ({ id: await sharedView(s) }) },
  { operation: suggestAccounts, input: async () => ({ q: 'new' }) },
  { operation: hasDuplicateName, input: async () => ({ name: 'New' }) },
  { operation: exportAccounts, input: async () => ({}) },
  { operation: createAccount, input: async () => ({ name: 'New' }) },
  {
    operation: updateAccount,
    input: async (s) => ({
      id: (await newAccount(s)).id,
      version: 1,
      name: 'N',
      description: '',
      externalId: newEmail(),
    }),
  },
  { operation: deleteAccount, input: async (s) => ({ id: (await newAccount(s)).id }) },
  {
    operation: restoreAccount,
    input: async (s) => ({ id: (await make.account(s.home.organizationId, { active: false })).id }),
  },
  { operation: searchUsers, input: async (s) => ({ accountId: (await newUser(s)).accountId }) },
  { operation: getActiveUser, input: async (s) => ({ id: (await newUser(s)).id }) },
  {
    operation: addUser,
    input: async (s) => ({ accountId: (await newAccount(s)).id, email: newEmail(), ...person }),
  },
  {
    operation: updateUser,
    input: async (s) => ({
      id: (await newUser(s)).id,
      version: 1,
      firstName: 'G',
      lastName: 'H',
      email: newEmail(),
    }),
  },
  { operation: deleteUser, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: resetUserSecret, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: withdrawSecretOfUser, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: createUserLink, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: endUserLinks, input: async (s) => ({ id: (await invitedUser(s)).id }) },
  { operation: unlockUser, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: getUserDetails, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: listUserSessions, input: async (s) => ({ id: (await newUser(s)).id }) },
  {
    operation: endUserSession,
    input: async (s) => ({ id: s.administratorId, sessionId: randomUUID() }),
  },
  { operation: endUserSessions, input: async (s) => ({ id: s.administratorId }) },
  { operation: getUser, input: async (s) => ({ id: (await newUser(s)).email }) },
  { operation: listUserRoles, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: listUsers, input: async (s) => ({ within: (await newAccount(s)).id }) },
  { operation: grantRole, input: async (s) => ({ id: (await newUser(s)).id, key: 'admin' }) },
  {
    operation: revokeRole,
    input: async (s) => ({ id: (await newUser(s, { accountAdmin: true })).id, key: 'admin' }),
  },
  {
    operation: grantAccountRole,
    input: async (s) => ({ id: (await newAccount(s)).id, key: 'admin' }),
  },
  {
    operation: revokeAccountRole,
    async input(s) {
      const { id } = await newAccount(s)
      await database().account.update({ where: { id }, data: { accountAdmin: true } })
      return { id, key: 'admin' }
    },
  },
  { operation: exportUsers, input: async (s) => ({ accountId: (await newUser(s)).accountId }) },
  { operation: previewDeletion, input: async (s) => ({ id: [(await newAccount(s)).id] }) },
  {
    operation: startDeletion,
    input: async (s) => ({ id: String((await newAccount(s)).id), confirmation: '1' }),
  },
  {
    operation: importAccounts,
    input: async () => ({ content: new TextEncoder().encode('name\nOne') }),
  },
  {
    operation: importUsers,
    input: async (s) => ({
      accountId: (await newAccount(s)).id,
      content: new TextEncoder().encode(`first_name,last_name,email\nA,B,${newEmail()}`),
    }),
  },
  { operation: getJob, input: async (s) => ({ id: await newImport(s, 'completed') }) },
  { operation: listJobs, input: async () => ({}) },
  {
    operation: listJobRows,
    input: async (s) => ({ id: await newImport(s, 'completed'), size: 10 }),
  },
  { operation: exportRejectedRows, input: async (s) => ({ id: await newImport(s, 'completed') }) },
  {
    operation: confirmImport,
    input: async (s) => ({ id: await newUserImport(s) }),
  },
  {
    operation: previewImport,
    input: async (s) => ({ id: await newUserImport(s), size: 10 }),
  },
  { operation: countInvitable, input: async (s) => ({ id: await endedUserImport(s) }) },
  { operation: inviteImportedUsers, input: async (s) => ({ id: await endedUserImport(s) }) },
  { operation: cancelJob, input: async (s) => ({ id: await newImport(s, 'running') }) },
  { operation: importAccountsBatch, input: async (s) => ({ id: await newImport(s, 'checking') }) },
  { operation: importUsersBatch, input: async (s) => ({ id: await newImport(s, 'checking') }) },
  { operation: deleteAccountsBatch, input: async (s) => ({ id: await newImport(s, 'running') }) },
  { operation: undoDeletion, input: async (s) => ({ id: await completedDeletion(s) }) },
  { operation: restoreAccountsBatch, input: async (s) => ({ id: await newImport(s, 'running') }) },
  { operation: searchActivity, input: async () => ({}) },
  { operation: listRecentChanges, input: async (s) => ({ account: s.home.accountId }) },
  { operation: exportActivity, input: async () => ({}) },
  { operation: listAuditLog, input: async () => ({}) },
  {
    operation: previewUserJob,
    input: async (s) => ({ change: 'deactivate', id: [(await newUser(s)).id] }),
  },
  { operation: countSelectedUsers, input: async (s) => ({ id: [(await newUser(s)).id] }) },
  {
    operation: startUserJob,
    input: async (s) => ({ change: 'grant-admin', selection: `id=${(await newUser(s)).id}` }),
  },
  { operation: undoUserJob, input: async (s) => ({ id: await completedUserJob(s) }) },
  {
    operation: makeLinks,
    async input(s) {
      const { id } = await newUser(s)
      return startUserJob(s.home.admin, { change: 'make-links', selection: `id=${id}` })
    },
  },
  ...userBatches.map((operation) => ({
    operation,
    input: async (s: Scene) => ({ id: await newImport(s, 'running') }),
  })),
  { operation: startVerification, input: async () => ({}) },
  { operation: verifyLogBatch, input: async (s) => ({ id: await newImport(s, 'running') }) },
  { operation: getLatestVerification, input: async () => ({}) },
  {
    operation: unlinkIdentity,
    async input(s) {
      const [user, provider] = [await newUser(s), await newProvider(s)]
      await database().userIdentity.create({
        data: { userId: user.id, providerId: provider.id, issuer: provider.issuer, subject: '1' },
      })
      return { id: user.id, providerId: provider.id }
    },
  },
  { operation: listRoles, input: async () => ({}) },
  { operation: listAdministrators, input: async () => ({}) },
  { operation: findCandidates, input: async () => ({ q: 'ada', role: 'admin' }) },
  { operation: getOrganization, input: async () => ({}) },
  { operation: updateOrganization, input: async () => ({ name: 'Renamed' }) },
  { operation: getPasswordPolicy, input: async () => ({}), everyone: 'allowed' },
  {
    operation: setPasswordPolicy,
    input: async () => ({ ...defaultPasswordPolicy, minLength: 9 }),
  },
  { operation: setSessionPolicy, input: async () => ({ idleMinutes: 20, absoluteHours: 8 }) },
  { operation: resetOrganizationSecret, input: async () => ({ overlapHours: '24' }) },
  { operation: endPreviousSecret, input: async () => ({}) },
  { operation: getSettings, input: async () => ({}) },
  { operation: sendTestMail, input: async () => ({}) },
  { operation: withdrawOrganizationSecret, input: async () => ({}) },
  { operation: getOwnProfile, input: async () => ({}), everyone: 'allowed' },
  {
    operation: updateOwnName,
    input: async () => ({ firstName: 'Grace', lastName: 'Hopper' }),
    everyone: 'allowed',
  },
  {
    operation: changeOwnEmail,
    input: async () => ({ email: newEmail() }),
    everyone: 'allowed',
  },
  { operation: cancelEmailChange, input: async () => ({}), everyone: 'allowed' },
  { operation: listOwnSessions, input: async () => ({}), everyone: 'allowed' },
  { operation: endSession, input: async () => ({ sessionId: randomUUID() }), everyone: 'allowed' },
  { operation: endOtherSessions, input: async () => ({}), everyone: 'allowed' },
  { operation: resetOwnSecret, input: async () => ({}), everyone: 'allowed' },
  { operation: getOwnSecret, input: async () => ({}), everyone: 'allowed' },
  { operation: withdrawOwnSecret, input: async () => ({}), everyone: 'allowed' },
  {
    operation: confirmPassword,
    input: async () => ({ ownPassword: 'wrong' }),
    everyone: 'reauthentication-required',
  },
  { operation: getProvider, input: async (s) => ({ id: (await newProvider(s)).id }) },
  { operation: listEmergencyAdministrators, input: async () => ({}) },
  {
    operation: addProvider,
    input: async () => ({ ...client(), key: randomUUID() }),
  },
  {
    operation: updateProvider,
    input: async (s) => ({ ...client(), id: (await newProvider(s)).id, version: 1 }),
  },
  {
    operation: setProviderAccount,
    input: async (s) => ({ id: (await newProvider(s)).id, accountId: '' }),
  },
  { operation: deleteProvider, input: async (s) => ({ id: (await newProvider(s)).id }) },
  {
    operation: addProviderDomain,
    input: async (s) => ({ id: (await newProvider(s)).id, domain: 'new.example' }),
  },
  {
    operation: verifyProviderDomain,
    async input(s) {
      const { id, domain } = await newProvider(s)
      return { id, domain }
    },
  },
  {
    operation: removeProviderDomain,
    async input(s) {
      const { id, domain } = await newProvider(s)
      return { id, domain }
    },
  },
  {
    operation: recordProviderTest,
    async input(s) {
      const { id, domain } = await newProvider(s)
      const names = { firstName: 'Grace', lastName: 'Hopper' }
      const person = { ...names, subject: '1', email: `g@${domain}`, emailVerified: true }
      return { id, version: 1, person }
    },
  },
  {
    operation: confirmWithProvider,
    async input(s) {
      const { id: providerId, issuer } = await newProvider(s)
      return { providerId, issuer, subject: 'unknown' }
    },
    everyone: 'reauthentication-required',
  },
  { operation: getOwnSecondFactor, input: async () => ({}), everyone: 'allowed' },
  { operation: getSecondFactorSetup, input: async () => ({}), everyone: 'allowed' },
  { operation: startSecondFactor, input: async () => ({}), everyone: 'allowed' },
  { operation: cancelSecondFactor, input: async () => ({}), everyone: 'allowed' },
  { operation: confirmSecondFactor, input: async () => ({ code: '000000' }), everyone: 'conflict' },
  { operation: removeSecondFactor, input: async () => ({}), everyone: 'allowed' },
  { operation: replaceOwnRecoveryCodes, input: async () => ({}), everyone: 'conflict' },
  { operation: getSecondFactor, input: async (s) => ({ id: (await newUser(s)).id }) },
  { operation: resetSecondFactor, input: async (s) => ({ id: (await newUser(s)).id }) },
  {
    operation: setSecondFactorPolicy,
    input: async () => ({ requirement: 'optional', graceDays: 5 }),
  },
  { operation: signOut, input: async () => ({}), everyone: 'allowed' },
  { operation: getReauthentication, input: async () => ({}), everyone: 'allowed' },
  {
    operation: confirmPasskey,
    input: async () => ({ assertion }),
    everyone: 'reauthentication-required',
  },
  { operation: listOwnPasskeys, input: async () => ({}), everyone: 'allowed' },
  { operation: startPasskey, input: async () => ({}), everyone: 'allowed' },
  { operation: addPasskey, input: async () => ({ registration }), everyone: 'invalid' },
  {
    operation: renamePasskey,
    input: async () => ({ id: 999_999_999, name: 'New' }),
    everyone: 'not-found',
  },
  { operation: removePasskey, input: async () => ({ id: 999_999_999 }), everyone: 'not-found' },
  {
    operation: changePassword,
    input: async () => ({
      currentPassword: 'wrong',
      password: 'Another-horse-8',
      repeatedPassword: 'Another-horse-8',
    }),
    everyone: 'invalid',
  },
]

/** Two organizations, with an actor of every kind in the first one. */
async function createScene() {
  const home = await make.organization()
  const { organizationId, accountId } = home
  const customer = await make.account(organizationId)
  const elsewhere = await make.organization()
  const createUser = (fields: UserFields, id = accountId) =>
    make.user({ organizationId, accountId: id }, fields)
  const createActor = async (fields: UserFields, id = accountId) =>
    make.actorFor((await createUser(fields, id)).id)
  const revoked = async (revoke: (id: number) => Promise<unknown>) => {
    const actor = await createActor({ orgAdmin: true })
    await revoke(actor.userId)
    return actor
  }
  const updateUser = (id: number, data: { active?: boolean; orgAdmin?: boolean }) =>
    database().user.update({ where: { id }, data })
  const administrator = await createUser({ orgAdmin: true })
  return {
    home,
    elsewhere,
    administratorId: administrator.id,
    actors: {
      administrator: () => make.actorFor(administrator.id),
      'a user of the default account': () => createActor({}),
      'an account administrator of the default account': () => createActor({ accountAdmin: true }),
      'an account administrator of a customer': () =>
        createActor({ accountAdmin: true }, customer.id),
      'a user of a customer': () => createActor({}, customer.id),
      'an administrator who must choose a new password': () =>
        createActor({ orgAdmin: true, mustChangePassword: true }),
      'a deactivated administrator': () => revoked((id) => updateUser(id, { active: false })),
      'a demoted administrator': () => revoked((id) => updateUser(id, { orgAdmin: false })),
      'a signed-out administrator': () =>
        revoked((userId) => database().session.deleteMany({ where: { userId } })),
    },
  }
}

let scene: Scene
beforeAll(async () => {
  vi.stubEnv('SMTP_URL', 'smtp://localhost:1')
  vi.stubEnv('MAIL_FROM', 'accounts@example.com')
  // The clock of the process is wrong in this file, which must not matter.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 86_400_000 })
  scene = await createScene()
})
afterAll(() => {
  vi.useRealTimers()
})

/** `allowed`, or the code of the error; anything but an `AppError` fails the test. */
const outcomeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'allowed',
    (error: unknown) => {
      if (error instanceof AppError) return error.code
      throw error
    },
  )

test('every operation has a row in this test', () => {
  const tested = rows.map(({ operation }) => operation.operation.name)
  expect(tested.toSorted()).toEqual([...registeredOperations().keys()].toSorted())
})

describe.each(rows)('$operation.operation.name', ({ operation, input, everyone }) => {
  const { name } = operation.operation
  const { kind, recentAuthentication } = registeredOperations().get(name) ?? {}
  const run = (actor: Actor | null, values: unknown) =>
    outcomeOf(operation.runUntrusted(actor, values))

  test('rejects a request without an actor and changes nothing', async () => {
    const values = await input(scene)
    const before = await make.databaseDigest()
    expect(await run(null, values)).toBe('unauthenticated')
    expect(await make.databaseDigest()).toBe(before)
  })

  test('works for an administrator', async () => {
    const administrator = await scene.actors.administrator()
    expect(await run(administrator, await input(scene))).toBe(everyone ?? 'allowed')
  })

  test(`${recentAuthentication ? 'asks' : 'does not ask'} for the password after 10 minutes`, async () => {
    const { userId } = await scene.actors.administrator()
    const actor = await make.actorToReauthenticate(userId)
    const values = await input(scene)
    const before = await make.databaseDigest()
    const asks = 'reauthentication-required'
    expect(await run(actor, values)).toBe(recentAuthentication ? asks : (everyone ?? 'allowed'))
    if (recentAuthentication) expect(await make.databaseDigest()).toBe(before)
  })

  test.each([
    'a user of the default account',
    'an account administrator of the default account',
    'an account administrator of a customer',
    'a user of a customer',
    'an administrator who must choose a new password',
  ] as const)(everyone ? 'is open to %s' : 'is forbidden for %s', async (role) => {
    const actor = await scene.actors[role]()
    const values = await input(scene)
    const before = await make.databaseDigest()
    expect(await run(actor, values)).toBe(everyone ?? 'forbidden')
    if (!everyone) expect(await make.databaseDigest()).toBe(before)
  })

  // A view is no target: its number could be that of an account.
  const hasTarget = kind === 'command' && !everyone && !/View$/.test(name)
  test.runIf(hasTarget)('a denial names its record', async () => {
    const actor = await scene.actors['a user of the default account']()
    const values = z.looseObject({ id: z.unknown().optional() }).parse(await input(scene))
    await run(actor, values)
    const { targetType, targetId } = await database().auditEvent.findFirstOrThrow({
      where: { actorId: actor.userId, operation: name, outcome: 'refused' },
    })
    if (typeof values.id === 'number') expect(targetId).toBe(values.id)
    const [beginning = ''] = name.split('.')
    expect(targetType).toBe(deniedTargets[name in deniedTargets ? name : beginning] ?? null)
  })

  // A query trusts the actor that its request has just read.
  test.runIf(kind === 'command' && !everyone).each([
    ['a deactivated administrator', 'unauthenticated'],
    ['a demoted administrator', 'forbidden'],
    ['a signed-out administrator', 'unauthenticated'],
  ] as const)('rejects %s in the middle of a request', async (role, code) => {
    const actor = await scene.actors[role]()
    const values = await input(scene)
    const before = await make.databaseDigest()
    expect(await run(actor, values)).toBe(code)
    expect(await make.databaseDigest()).toBe(before)
  })

  test.skipIf(everyone)('does not reach another organization', async () => {
    const values = await input(scene)
    const before = await make.databaseDigest()
    if (operation === searchUsers) {
      const { rows } = await searchUsers.runUntrusted(scene.elsewhere.admin, values)
      return expect(rows).toEqual([])
    }
    const outcome = await run(scene.elsewhere.admin, values)
    // These name no record, so they work on the actor's own organization.
    const ownOrganization =
      /^(organization\..*|activity\.(search|export|list)|accounts\.(search|suggest|create|list|export|import|hasDuplicateName|listSettings|chooseColumns|saveView)|jobs\.list|providers\.(add|list|listEmergencyAdministrators)|mail\.(getOverview|sendTest)|people\.(search|find|export)|verifications\.(start|getLatest)|users\.(listAdministrators|findCandidates))$/
    if (ownOrganization.test(name)) return expect(outcome).toBe('allowed')
    // These find nothing to show or to do.
    const idle =
      /^(deletions\.preview|activity\.listRecent|jobs\.listRows|users\.(previewJob|countSelected)|(accounts|users|audit)\.[\w-]+Batch)$/
    const rejected =
      operation === startDeletion || operation === startUserJob ? 'conflict' : 'not-found'
    expect(outcome).toBe(idle.test(name) ? 'allowed' : rejected)
    expect(await make.databaseDigest()).toBe(before)
  })
})

test('every time that an operation stores is by the clock of the database', async () => {
  expect(await timesOfOtherDays()).toEqual([])
})

test('changes that a stolen session must not make ask for the password after 10 minutes', () => {
  const asking = [...registeredOperations().values()].filter((meta) => meta.recentAuthentication)
  expect(asking.map(({ name }) => name).toSorted()).toEqual([
    'accounts.grantRole',
    'accounts.revokeRole',
    'imports.confirm',
    'imports.invite',
    'organization.resetSecret',
    'organization.setPasswordPolicy',
    'organization.setSecondFactorPolicy',
    'organization.setSessionPolicy',
    'profile.addPasskey',
    'profile.changeEmail',
    'profile.confirmSecondFactor',
    'profile.endOtherSessions',
    'profile.endSession',
    'profile.removePasskey',
    'profile.removeSecondFactor',
    'profile.replaceRecoveryCodes',
    'profile.resetSecret',
    'profile.startPasskey',
    'profile.startSecondFactor',
    'providers.add',
    'providers.addDomain',
    'providers.delete',
    'providers.removeDomain',
    'providers.setAccount',
    'providers.update',
    'providers.verifyDomain',
    'users.add',
    'users.createLink',
    'users.endSession',
    'users.endSessions',
    'users.grantRole',
    'users.makeLinks',
    'users.resetSecondFactor',
    'users.resetSecret',
    'users.revokeRole',
    'users.startJob',
    'users.undoJob',
    'users.unlinkIdentity',
    'users.update',
  ])
})

test('the lists of an organization hold only its own records', async () => {
  await newUser(scene)
  const { admin, accountId, userId } = await make.organization()
  const searched = await searchAccounts(admin, { size: 100 })
  const listed = await listAccounts(admin, {})
  const users = await listUsers(admin, {})
  const people = await searchPeople(admin, {})
  expect(people.rows.map(({ id }) => id)).toEqual([userId])
  expect(searched.rows.map(({ id }) => id)).toEqual([accountId])
  expect(listed.rows.map(({ id }) => id)).toEqual([accountId])
  expect(users.rows.map(({ id }) => id)).toEqual([userId])
})
