import type { AdminRecords } from '@/e2e/support/matrix/records'
import type { Row } from '@/e2e/support/matrix/row'

const password = 'Another-horse-8'
const file = {
  fileName: 'new.csv',
  content: 'name,first_name,last_name,email\nNew,A,B,a@example.com\n',
}
const settings = '/security/settings'
// No provider is there, which the server finds out without a network.
const issuer = 'https://127.0.0.1'

/** What only administrators may do, in an order in which each row changes something. */
export function adminRows(records: AdminRecords): Row[] {
  return [
    ...settingRows(),
    ...providerRows(records),
    ...userRows(records),
    ...roleRows(records),
    ...jobRows(records),
    ...accessRows(records),
    ...accountRows(records),
  ]
}

function settingRows(): Row[] {
  const reset = `${settings}?reset`
  const withdraw = `${settings}?withdraw`
  return [
    {
      action: 'updateOrganizationAction',
      path: settings,
      label: 'Organization',
      values: { name: 'Taken over' },
    },
    {
      action: 'setPasswordPolicyAction',
      path: settings,
      label: 'Password policy',
      values: { minLength: '9' },
    },
    {
      action: 'setSessionPolicyAction',
      path: settings,
      label: 'Sessions',
      values: { idleMinutes: '20' },
    },
    {
      action: 'setSecondFactorPolicyAction',
      path: settings,
      label: 'Second factor',
      values: { graceDays: '9' },
    },
    { action: 'endPreviousSecretAction', path: settings, label: 'End the old secret' },
    {
      action: 'resetOrganizationSecretAction',
      path: reset,
      label: 'Reset the Organization Secret',
    },
    {
      action: 'withdrawOrganizationSecretAction',
      path: withdraw,
      label: 'Withdraw the Organization Secret',
    },
    // Its form exists only with mail.
    { action: 'sendTestMailAction', path: settings, isIneffective: true },
  ]
}

function providerRows({ providerId, spareId }: AdminRecords): Row[] {
  const provider = `${settings}/providers/${providerId}`
  const domain = 'old.example.com'
  return [
    {
      action: 'addProviderAction',
      path: `${settings}/providers/new?key=6f5c1c1e-6a4e-4a51-8d0c-0e4f3c1f7f10`,
      label: 'Add Identity Provider',
      values: { name: 'Evil', issuer, clientId: 'evil', clientSecret: 'evil' },
      isIneffective: true,
    },
    {
      action: 'updateProviderAction',
      path: provider,
      label: 'Identity Provider',
      values: { issuer },
      isIneffective: true,
    },
    {
      action: 'setProviderAccountAction',
      path: `${provider}?choose&q=${spareId}`,
      label: 'Choose an account',
    },
    {
      action: 'addDomainAction',
      path: provider,
      label: 'Add a domain',
      values: { domain: 'new.example.com' },
    },
    // For a domain of the provider, the server would query the DNS.
    {
      action: 'verifyDomainAction',
      path: provider,
      label: `Verify ${domain}`,
      values: { domain: 'unknown.example.com' },
      isIneffective: true,
    },
    { action: 'removeDomainAction', path: provider, label: `Remove ${domain}` },
  ]
}

function jobRows({ accountId, spareId, adminId, jobs }: AdminRecords): Row[] {
  const job = (id: number) => `/security/jobs/${id}`
  const imports = { content: file }
  return [
    { action: 'verifyLogAction', path: '/security/activity', label: 'Verify the activity log' },
    {
      action: 'importAccountsAction',
      path: '/security/accounts/import',
      label: 'Import',
      values: imports,
    },
    {
      action: 'importUsersAction',
      path: `/security/accounts/${accountId}/users/import`,
      label: 'Import',
      values: imports,
    },
    { action: 'confirmImportAction', path: job(jobs.toConfirm), label: 'Import 1 account' },
    { action: 'cancelJobAction', path: job(jobs.toCancel), label: 'Cancel' },
    { action: 'undoDeletionAction', path: job(jobs.deletion), label: 'Undo' },
    { action: 'undoUserJobAction', path: job(jobs.deactivation), label: 'Undo' },
    {
      action: 'startUserJobAction',
      path: `/security/users/change?change=require-password&id=${adminId}`,
      label: 'Require a new password',
    },
    {
      action: 'startDeletionAction',
      path: `/security/accounts/delete?id=${spareId}`,
      label: 'Delete accounts',
      values: { confirmation: '1' },
    },
  ]
}

function userRows({ accountId, userId }: AdminRecords): Row[] {
  const account = `/security/accounts/${accountId}`
  const user = `${account}/users/${userId}`
  const person = { firstName: 'New', lastName: 'Person', email: 'new.person@example.com' }
  return [
    {
      action: 'addUserAction',
      path: `${account}?add`,
      label: 'Add User',
      values: { ...person, password },
    },
    {
      action: 'updateUserAction',
      path: user,
      label: 'User',
      values: { firstName: 'Taken' },
    },
    { action: 'resetUserSecretAction', path: `${user}?reset`, label: 'Reset the User Secret' },
    {
      action: 'withdrawUserSecretAction',
      path: `${user}?withdraw`,
      label: 'Withdraw the User Secret',
    },
  ]
}

function roleRows({ userId, adminId }: AdminRecords): Row[] {
  const roles = '/security/roles'
  const admin = { id: `${adminId}` }
  return [
    // After the form of the user, whose version it raises.
    {
      action: 'grantRoleAction',
      path: `${roles}?give=admin&q=${userId}`,
      label: 'Give Account Admin',
    },
    { action: 'revokeRoleAction', path: roles, label: 'Remove Account Admin', values: admin },
    { action: 'revokeRoleAction', path: roles, label: 'Remove Org Admin', values: admin },
    {
      action: 'revokeAccountRoleAction',
      path: roles,
      label: 'Remove Account Admin from an account',
    },
  ]
}

function accessRows({ accountId, userId }: AdminRecords): Row[] {
  const user = `/security/accounts/${accountId}/users/${userId}`
  return [
    { action: 'endUserLinksAction', path: user, label: 'Revoke link' },
    { action: 'createUserLinkAction', path: user, label: 'Create reset link' },
    { action: 'unlockUserAction', path: user, label: 'Unlock user' },
    { action: 'endUserSessionAction', path: user, label: 'End a session' },
    { action: 'endUserSessionsAction', path: user, label: 'Sign out everywhere' },
    { action: 'unlinkIdentityAction', path: user, label: 'Unlink an identity provider' },
    { action: 'resetSecondFactorAction', path: user, label: 'Reset second factor' },
    { action: 'setUserActiveAction', path: user, label: 'Deactivate user' },
    {
      action: 'resetUserPasswordAction',
      path: user,
      label: 'Reset password',
      values: { password },
    },
    { action: 'deleteUserAction', path: `${user}/delete`, label: 'Delete User' },
  ]
}

function accountRows({ accountId, deletedId, providerId, viewIds }: AdminRecords): Row[] {
  const accounts = '/security/accounts'
  const views = `${accounts}/views`
  return [
    {
      action: 'createAccountAction',
      path: `${accounts}/new`,
      label: 'Add Account',
      values: { name: 'Taken' },
    },
    {
      action: 'updateAccountAction',
      path: `${accounts}/${accountId}`,
      label: 'Account',
      values: { name: 'Taken over' },
    },
    {
      action: 'deleteAccountAction',
      path: `${accounts}/${accountId}/delete`,
      label: 'Delete Account',
    },
    {
      action: 'restoreAccountAction',
      path: `${accounts}?deleted=${deletedId}`,
      label: 'Undo the deletion',
    },
    { action: 'chooseColumnsAction', path: accounts, label: 'Columns' },
    {
      action: 'saveViewAction',
      path: `${views}/new?list=q%3Dada`,
      label: 'Save a view',
      values: { name: 'Taken' },
    },
    {
      action: 'updateViewAction',
      path: `${views}/${viewIds[0]}`,
      label: 'View',
      values: { name: 'Taken over' },
    },
    { action: 'deleteViewAction', path: `${views}/${viewIds[1]}`, label: 'Delete View' },
    {
      action: 'deleteProviderAction',
      path: `${settings}/providers/${providerId}/delete`,
      label: 'Delete Identity Provider',
    },
  ]
}
