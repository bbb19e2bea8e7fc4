type UserKey = { id: number; accountId: number }

const settings = '/security/settings'
const roles = '/security/roles'
const providers = `${settings}/providers`
const accounts = '/security/accounts'
const users = '/security/users'
const account = (id: number) => `${accounts}/${id}`
const user = ({ id, accountId }: UserKey) => `${account(accountId)}/users/${id}`
const activity = '/security/activity'
const jobs = '/security/jobs'
const job = (id: number) => `${jobs}/${id}`

export const paths = {
  home: '/',
  signIn: '/login',
  signInAndReturn: (path: string) => `/login?next=${encodeURIComponent(path)}`,
  signInWithPassword: (next: string) => `/login?password&next=${encodeURIComponent(next)}`,
  signInWithNewPassword: '/login?password-set',
  passkeyRequest: '/login/passkey',
  signOut: '/sign-out',
  confirmSignOut: '/sign-out/confirm',
  setPassword: '/set-password',
  forgottenPassword: '/forgotten-password',
  newPassword: '/new-password',
  newPasswordAndReturn: (path: string) => `/new-password?next=${encodeURIComponent(path)}`,
  secondFactor: (next: string) => `/second-factor?next=${encodeURIComponent(next)}`,
  setUpSecondFactor: '/second-factor/set-up',
  setUpSecondFactorAndReturn: (path: string) =>
    `/second-factor/set-up?next=${encodeURIComponent(path)}`,
  profile: '/profile',
  ownPasskeys: '/profile#passkeys',
  /** The same card with a form for one of them. */
  renamePasskey: (id: number) => `/profile?rename=${id}#passkeys`,
  removePasskey: (id: number) => `/profile?remove=${id}#passkeys`,
  keyboardShortcuts: '/profile#keyboard-shortcuts',
  ownEmail: '/profile#email',
  confirmEmail: '/confirm-email',
  apiDocs: '/docs/api',
  /** `query` may have `next`, `email`, and `confirm` to prove again who uses the session. */
  signInWithProvider: (key: string, query: { [name: string]: string }) =>
    `/login/provider/${key}?${new URLSearchParams(query)}`,
  suggestions: '/security/suggestions',
  roles,
  settings,
  identityProviders: `${settings}#identity-providers`,
  addProvider: `${providers}/new`,
  provider: (id: number) => `${providers}/${id}`,
  testProvider: (id: number) => `${providers}/${id}/test`,
  organizationSecret: `${settings}#organization-secret`,
  passwordPolicyPreset: (name: string) => `${settings}?policy=${name}#password-policy`,
  accounts,
  newAccount: `${accounts}/new`,
  deleteAccounts: `${accounts}/delete`,
  selection: `${accounts}/selection`,
  duplicateName: `${accounts}/duplicate-name`,
  views: `${accounts}/views`,
  newView: `${accounts}/views/new`,
  view: (id: number) => `${accounts}/views/${id}`,
  importAccounts: `${accounts}/import`,
  exportAccounts: `${accounts}/export`,
  importTemplate: `${accounts}/import/template`,
  account,
  addUser: (accountId: number) => `${account(accountId)}?add#users`,
  /** The list with the Undo banner of a deleted account. */
  restoreAccount: (id: number) => `${accounts}?deleted=${id}`,
  deleteAccount: (id: number) => `${account(id)}/delete`,
  users,
  changeUsers: `${users}/change`,
  selectedUsers: `${users}/selection`,
  exportPeople: `${users}/export`,
  importUsers: (accountId: number) => `${account(accountId)}/users/import`,
  exportUsers: (accountId: number) => `${account(accountId)}/users/export`,
  user,
  deleteUser: (key: UserKey) => `${user(key)}/delete`,
  activity,
  /** `query` has the filters. */
  activityOf: (query: { [name: string]: string }) => `${activity}?${new URLSearchParams(query)}`,
  jobs,
  job,
  jobLinks: (id: number) => `${job(id)}/links`,
}
