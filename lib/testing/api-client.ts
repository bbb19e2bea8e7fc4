import { randomUUID } from 'node:crypto'
import { origin } from '@/lib/testing/factories'
import { API_PATH } from '@/lib/transport/api-path'
import { dispatch } from '@/lib/transport/dispatch'
import type { Endpoints } from '@/lib/transport/find-endpoint'

export type ApiResponse = { status: number; headers: Headers; body: unknown }
export type Secrets = { userSecret: string; organizationSecret: string }
export type ApiClient = ReturnType<typeof apiClient>

/** Calls the API in this process: `call('POST /accounts', { externalId: 'A' })`. */
export function apiClient(endpoints: Endpoints, { userSecret, organizationSecret }: Secrets) {
  const Authorization = `User ${userSecret}, Organization ${organizationSecret}`
  return (call: string, body?: unknown, headers: { [name: string]: string } = {}) =>
    callApi(endpoints, call, body, { Authorization, ...headers })
}

export async function callApi(
  endpoints: Endpoints,
  call: string,
  body: unknown,
  headers: { [name: string]: string },
): Promise<ApiResponse> {
  const [method = '', path = ''] = call.split(' ')
  const request = new Request(`http://localhost${API_PATH}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await dispatch(endpoints, request, { ...origin, requestId: randomUUID() })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? JSON.parse(text) : text,
  }
}
