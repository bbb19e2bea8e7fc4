const BASE = '/elements/api-v2'
let made = 0

const authorization = ({ userSecret, organizationSecret }) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

const call = (name, request) => ({
  name,
  request: async (organization, server) => ({
    headers: authorization(organization),
    ...request(organization, server),
  }),
})

const read = (name, path) => call(`GET ${name}`, (o) => ({ path: `${BASE}${path(o)}` }))

const changes = (name, path, field) =>
  call(`PATCH ${name}`, (o) => {
    made += 1
    return {
      method: 'PATCH',
      path: `${BASE}${path(o)}`,
      body: { [field]: `Changed ${made} times` },
    }
  })

const added = () => {
  made += 1
  return { method: 'POST', path: `${BASE}/accounts`, body: { externalId: `bench-${made}` } }
}

/** Deletes an account that has just been added, which is not measured. */
const deletes = {
  name: 'DELETE /accounts/{id}',
  async request(organization, _server, port) {
    const headers = authorization(organization)
    const answer = await fetch(`http://127.0.0.1:${port}${BASE}/accounts`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(added().body),
    })
    const { id } = await answer.json()
    return { headers, method: 'DELETE', path: `${BASE}/accounts/${id}` }
  },
}

/** The calls that are compared, each of which both servers understand. */
export const calls = [
  read('/accounts/{id}', (o) => `/accounts/${o.middle}`),
  read('/accounts?pageSize=50', () => '/accounts?pageSize=50'),
  read('/accounts/{id}/users', (o) => `/accounts/${o.middle}/users`),
  read('/users/{id}', (o) => `/users/${o.someUser}`),
  read('/users?pageSize=50', () => '/users?pageSize=50'),
  read('/organizations/me', () => '/organizations/me'),
  read('/organizations/password-policies', () => '/organizations/password-policies'),
  call('POST /accounts', added),
  changes('/accounts/{id}', (o) => `/accounts/${o.middle}`, 'description'),
  changes('/users/{id}', (o) => `/users/${o.someUser}`, 'city'),
  deletes,
]
