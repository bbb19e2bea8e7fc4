import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

const BODY_LIMIT = 64 * 1024

/** The request of Node's server as the web's; a body is read until it is too long. */
export async function webRequest(request: IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  const { method = 'GET', url = '/' } = request
  const body = ['GET', 'HEAD'].includes(method) ? null : await bytesOf(request)
  return new Request(new URL(url, 'http://localhost'), { method, headers, body })
}

async function bytesOf(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    parts.push(part)
    size += part.length
    if (size > BODY_LIMIT) break
  }
  return new Uint8Array(Buffer.concat(parts))
}

/** Sends an answer of the web through Node's server. */
export async function send(answer: Response, response: ServerResponse): Promise<void> {
  response.statusCode = answer.status
  answer.headers.forEach((value, name) => {
    response.setHeader(name, value)
  })
  if (answer.body) await pipeline(answer.body, response)
  else response.end()
}
