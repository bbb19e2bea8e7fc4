const BASE = '/elements/api-v2'
let made = 0

const authorization = ({ userSecret, organizationSecret }) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

/** Some account in the middle of the organization: the default one comes first. */
const middle = ({ accountId, size }) => accountId + 1 + Math.floor(size / 2)

const call = (name, request) => ({
  name,
  request: async (organization, server) => ({
    headers: authorization(organization),
    ...request(organization, server),
  }),
})

/** The calls that are compared, each of which both servers understand. */
export const calls = [
  call('GET /accounts/{id}', (o) => ({ path: `${BASE}/accounts/${middle(o)}` })),
  call('GET /accounts?pageSize=50', () => ({ path: `${BASE}/accounts?pageSize=50` })),
  call('GET /accounts/{id}/users', (o) => ({ path: `${BASE}/accounts/${middle(o)}/users` })),
  call('POST /accounts', () => {
    made += 1
    return { method: 'POST', path: `${BASE}/accounts`, body: { externalId: `bench-${made}` } }
  }),
  call('PATCH /accounts/{id}', (o) => {
    made += 1
    const body = { description: `Changed ${made} times` }
    return { method: 'PATCH', path: `${BASE}/accounts/${middle(o)}`, body }
  }),
]
