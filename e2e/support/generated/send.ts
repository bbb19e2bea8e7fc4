import http from 'node:http'
import { API_PATH } from '@/lib/transport/api-path'

export const CONCURRENCY = 12

export type SentRequest = {
  call: string
  path: string
  query: [string, string][]
  headers: { [name: string]: string }
  body: string | undefined
  /** Whether the path names a record of another organization. */
  foreign: boolean
}
export type ReceivedResponse = { status: number; headers: http.IncomingHttpHeaders; text: string }

const agent = new http.Agent({ keepAlive: true, maxSockets: CONCURRENCY })

export function send(
  url: string,
  { call, path, query, headers, body }: SentRequest,
): Promise<ReceivedResponse> {
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : ''
  const options = {
    agent,
    method: call.split(' ')[0],
    headers,
    path: `${API_PATH}${path}${search}`,
  }
  return new Promise((resolve, reject) => {
    const request = http.request(url, options, async (response) => {
      const text = Buffer.concat(await response.toArray()).toString()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
    })
    request.on('error', reject)
    request.end(body)
  })
}
