import { API_PATH } from '@/lib/transport/api-path'

export type ApiRequest = { call: string; body?: string; headers?: { [name: string]: string } }

type Secrets = { userSecret: string; organizationSecret: string }

/** One request for each kind of response. Every way into the API must answer them alike. */
export const apiRequests: ApiRequest[] = [
  { call: 'GET /accounts' },
  { call: 'HEAD /accounts' },
  { call: "GET /accounts?where=name%3D'x'&pageSize=1" },
  { call: 'GET /accounts?pageSize=0' },
  { call: 'GET /accounts?permanent=true' },
  { call: 'GET /accounts/' },
  { call: 'GET /accounts/?pageSize=1' },
  { call: 'PUT /accounts/', body: '{}' },
  { call: 'GET /accounts/abc/' },
  { call: 'OPTIONS /accounts', headers: { 'Access-Control-Request-Method': 'GET' } },
  { call: 'GET /organizations/me' },
  { call: 'GET /accounts/2000000000' },
  { call: 'GET /accounts/%C3%A9' },
  { call: 'GET /nothing' },
  { call: 'GET ' },
  { call: 'PUT /accounts', body: '{}' },
  { call: 'OPTIONS /accounts' },
  { call: 'DELETE /accounts/2000000000', headers: { 'If-Match': 'garbage' } },
  { call: 'PATCH /accounts/2000000000', body: '{"name":"New"}' },
  { call: 'POST /accounts', body: '{' },
  { call: 'POST /accounts', body: '{}' },
  { call: 'POST /accounts', body: '{}', headers: { 'Content-Type': 'text/plain' } },
  { call: 'POST /accounts', body: JSON.stringify({ name: 'x'.repeat(70_000) }) },
  { call: 'POST /accounts', body: '{}', headers: { 'Idempotency-Key': 'two words' } },
  { call: 'GET /accounts', headers: { Authorization: 'User x, Organization y' } },
]

export function toRequest(site: string, { call, body, headers }: ApiRequest, secrets: Secrets) {
  const [method = '', path = ''] = call.split(' ')
  const { userSecret, organizationSecret } = secrets
  return new Request(`${site}${API_PATH}${path}`, {
    method,
    body: body ?? null,
    headers: {
      Authorization: `User ${userSecret}, Organization ${organizationSecret}`,
      'Content-Type': 'application/json',
      ...headers,
    },
  })
}
