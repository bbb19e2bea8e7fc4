const ACCOUNTS = '/security/accounts'
const USERS = '/security/users'
const ACTIVITY = '/security/activity'

const page = (name, path, headers) => ({
  name: `page ${name}`,
  createRequest: async (organization) => ({
    path: path(organization),
    headers: { Cookie: organization.cookie, ...headers },
  }),
})

const list = (name, query) => page(name, () => `${ACCOUNTS}?${new URLSearchParams(query)}`)

const users = (name, query) => page(`users${name}`, () => `${USERS}?${new URLSearchParams(query)}`)

const activity = (name, query) =>
  page(`activity${name}`, (o) => `${ACTIVITY}?${new URLSearchParams(query(o))}`)

const day = (daysAgo) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)

const days = { from: day(300), to: day(210) }

export const pages = [
  list('list', {}),
  // What the console requests when a link is followed.
  page('list, client navigation', () => `${ACCOUNTS}?_rsc`, { RSC: '1' }),
  list('list by ID, descending', { sort: 'id', direction: 'desc' }),
  list('list by creation date', { sort: 'created' }),
  page('list, page 1,000', ({ deepCursor }) => `${ACCOUNTS}?cursor=${deepCursor}`),
  list('list, last page', { cursor: 'last' }),
  list('search, rare word', { q: 'zzyx' }),
  list('search, common word', { q: 'traders' }),
  // Names with this prefix are far from the start of the list.
  list('search, common prefix', { q: 'verdant' }),
  // More names contain the prefix than start with it.
  list('search, prefix and substring', { q: 'northwind' }),
  list('search, words in another order', { q: 'emea traders' }),
  list('search, two characters', { q: 'tr' }),
  list('search, two characters, no match', { q: 'qq' }),
  list('search, no match', { q: 'qqqq' }),
  list('search, no match, Cyrillic', { q: 'приклад' }),
  list('list created in the last week, without users', { created: '7', users: 'without' }),
  list('list never signed in, by creation date', { signedIn: 'never', sort: 'created' }),
  list('list, condition that few accounts meet', { q: "externalId LIKE 'CUST-00005%'" }),
  list('list, condition that many accounts meet', {
    q: "hasUsers = true AND createdDate >= '2026-01-01'",
  }),
  users('', {}),
  users(' by email, descending', { sort: 'email', direction: 'desc' }),
  users(' by last sign-in', { sort: 'login' }),
  users(' by creation date', { sort: 'created' }),
  users(', last page', { cursor: 'last' }),
  users(', active', { status: 'active' }),
  users(', inactive', { status: 'inactive' }),
  users(', invited', { status: 'invited' }),
  users(', no password yet', { status: 'no-password' }),
  users(', must choose a password', { status: 'must-choose-password' }),
  users(', locked', { status: 'locked' }),
  users(', no second factor', { secondFactor: 'none' }),
  users(', Org Admins', { role: 'org-admin' }),
  users(', Account Admins', { role: 'admin' }),
  users(', never signed in', { signedIn: 'never' }),
  users(', not signed in for 90 days', { signedIn: '90' }),
  users(', common word', { q: 'ada' }),
  users(', no match', { q: 'qqqq' }),
  page('users, email', ({ sampleUserEmail }) => `${USERS}?q=${sampleUserEmail}`),
  page('roles', () => '/security/roles'),
  page('account', ({ sampleAccountId }) => `${ACCOUNTS}/${sampleAccountId}`),
  page('account with many users', ({ largeAccountId }) => `${ACCOUNTS}/${largeAccountId}`),
  page('search among many users', ({ largeAccountId }) => `${ACCOUNTS}/${largeAccountId}?q=becker`),
  page('settings', () => '/security/settings'),
  activity('', () => ({})),
  activity(', person with many entries', (o) => ({ person: o.userId })),
  activity(', person with few entries', (o) => ({ person: o.sampleUserId })),
  activity(', account with many entries', (o) => ({ account: o.largeAccountId })),
  activity(', account with few entries', (o) => ({ account: o.sampleAccountId })),
  activity(', sign-ins', () => ({ kind: 'sign-ins' })),
  activity(', settings', () => ({ kind: 'settings' })),
  activity(', refused', () => ({ outcome: 'refused' })),
  activity(', three months', () => days),
  activity(', person and account', (o) => ({ person: o.userId, account: o.largeAccountId })),
  activity(', person and other account', (o) => ({ person: o.userId, account: o.sampleAccountId })),
  activity(', person and refused', (o) => ({ person: o.userId, outcome: 'refused' })),
  activity(', account and sign-ins', (o) => ({ account: o.largeAccountId, kind: 'sign-ins' })),
  activity(', sign-ins of three months', () => ({ kind: 'sign-ins', ...days })),
]
