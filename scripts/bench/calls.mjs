const BASE = '/elements/api-v2'
let counter = 0

export const authorization = ({ userSecret, organizationSecret }) => ({
  Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
})

const call = (name, request) => ({
  name,
  createRequest: async (organization) => ({
    headers: authorization(organization),
    ...request(organization),
  }),
})

const get = (name, path) => call(`GET ${name}`, (o) => ({ path: `${BASE}${path(o)}` }))

const where = (field, value) => encodeURIComponent(`${field}='${value}'`)

const patch = (name, path, field) =>
  call(`PATCH ${name}`, (o) => {
    counter += 1
    return { method: 'PATCH', path: `${BASE}${path(o)}`, body: { [field]: `Change ${counter}` } }
  })

export const newAccount = () => {
  counter += 1
  return { method: 'POST', path: `${BASE}/accounts`, body: { externalId: `bench-${counter}` } }
}

/** Deletes an account that was created for it. Creating is not measured. */
const deleteAccount = {
  name: 'DELETE /accounts/{id}',
  async createRequest(organization, port) {
    const headers = authorization(organization)
    const { path, body } = newAccount()
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { id } = await response.json()
    return { headers, method: 'DELETE', path: `${BASE}/accounts/${id}` }
  },
}

const like = (name, pattern) => {
  const query = new URLSearchParams({ where: `name LIKE '${pattern}'`, pageSize: '50' })
  return get(`/accounts?where=name LIKE, ${name}`, () => `/accounts?${query}`)
}

export const calls = [
  get('/accounts/{id}', (o) => `/accounts/${o.sampleAccountId}`),
  get('/accounts?pageSize=50', () => '/accounts?pageSize=50'),
  like('common word', '%Traders%'),
  like('common prefix', 'Verdant%'),
  like('rare word', '%zyx%'),
  like('no match', '%qqqq%'),
  get('/accounts/{id}/users', (o) => `/accounts/${o.sampleAccountId}/users`),
  get('/users/{id}', (o) => `/users/${o.sampleUserId}`),
  get('/users?pageSize=50', () => '/users?pageSize=50'),
  get('/users?pageSize=2000', () => '/users?pageSize=2000'),
  get('/users?where=email=', (o) => `/users?where=${where('email', o.sampleUserEmail)}`),
  get('/users?where=accountId=', (o) => `/users?where=${where('accountId', o.sampleAccountId)}`),
  get('/users/{id}/roles', (o) => `/users/${o.sampleUserId}/roles`),
  get('/organizations/me', () => '/organizations/me'),
  get('/organizations/password-policies', () => '/organizations/password-policies'),
  get('/audit-logs?pageSize=50', () => '/audit-logs?pageSize=50'),
  get('/audit-logs?userId=', (o) => `/audit-logs?pageSize=50&userId=${o.userId}`),
  get('/audit-logs?accountId=', (o) => `/audit-logs?pageSize=50&accountId=${o.sampleAccountId}`),
  get('/audit-logs/authentication', () => '/audit-logs/authentication?pageSize=50'),
  call('POST /accounts', newAccount),
  call('PUT /organizations/me', () => {
    counter += 1
    return { method: 'PUT', path: `${BASE}/organizations/me`, body: { name: `Bench ${counter}` } }
  }),
  patch('/accounts/{id}', (o) => `/accounts/${o.sampleAccountId}`, 'description'),
  patch('/users/{id}', (o) => `/users/${o.sampleUserId}`, 'city'),
  deleteAccount,
]
