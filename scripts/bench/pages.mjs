const LIST = '/security/accounts'

const get = (name, path, headers) => ({
  name: `page ${name}`,
  request: async (organization) => ({
    path: path(organization),
    headers: { Cookie: organization.cookie, ...headers },
  }),
})

const list = (name, query) => get(name, () => `${LIST}?${new URLSearchParams(query)}`)

/** The pages that are compared: both servers understand the same addresses. */
export const pages = [
  list('list', {}),
  // As the console asks for it when a link is followed.
  get('list, followed to', () => `${LIST}?_rsc`, { RSC: '1' }),
  list('list by ID, last first', { sort: 'id', direction: 'desc' }),
  list('list by created', { sort: 'created' }),
  get('list, page 1,000 by Next', ({ deep }) => `${LIST}?cursor=${deep}`),
  list('list, last page', { cursor: 'last' }),
  list('search, rare', { q: 'zzyx' }),
  list('search, common', { q: 'traders' }),
  // Where names begin with it, far from the start of the list; and where more names hold its beginning.
  list('search, a common beginning', { q: 'verdant' }),
  list('search, one found elsewhere too', { q: 'northwind' }),
  list('search, no hit', { q: 'qqqq' }),
  list('search, no hit in other letters', { q: 'приклад' }),
  get('account', ({ middle }) => `${LIST}/${middle}`),
  get('account with many users', ({ crowd }) => `${LIST}/${crowd}`),
  get('search in its users', ({ crowd }) => `${LIST}/${crowd}?q=becker`),
]
