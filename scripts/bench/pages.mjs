const ACCOUNTS = '/security/accounts'

const page = (name, path, headers) => ({
  name: `page ${name}`,
  createRequest: async (organization) => ({
    path: path(organization),
    headers: { Cookie: organization.cookie, ...headers },
  }),
})

const list = (name, query) => page(name, () => `${ACCOUNTS}?${new URLSearchParams(query)}`)

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
  page('roles', () => '/security/roles'),
  page('account', ({ sampleAccountId }) => `${ACCOUNTS}/${sampleAccountId}`),
  page('account with many users', ({ largeAccountId }) => `${ACCOUNTS}/${largeAccountId}`),
  page('search among many users', ({ largeAccountId }) => `${ACCOUNTS}/${largeAccountId}?q=becker`),
  page('users', () => '/security/users'),
  page('settings', () => '/security/settings'),
  page('activity', () => '/security/activity'),
]
