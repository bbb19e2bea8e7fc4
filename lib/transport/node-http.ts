import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { keepSegments } from '@/lib/transport/literal-path'
import { encodeRawBytes } from '@/lib/transport/utf8'

const BODY_LIMIT = 64 * 1024

/** Node's request as a web request, with its body up to just beyond the limit. */
export async function toWebRequest(request: IncomingMessage): Promise<Request> {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  const { method = 'GET', url = '/' } = request
  const body = ['GET', 'HEAD'].includes(method) ? null : await readBody(request)
  const literal = keepSegments(encodeRawBytes(url))
  return new Request(new URL(literal, 'http://localhost'), { method, headers, body })
}

// Reading stops beyond the limit, and the request stays intact so that it can be answered.
async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk)
    size += chunk.length
    if (size > BODY_LIMIT) break
  }
  return new Uint8Array(Buffer.concat(chunks))
}

export async function sendResponse(from: Response, to: ServerResponse): Promise<void> {
  to.statusCode = from.status
  from.headers.forEach((value, name) => {
    to.setHeader(name, value)
  })
  if (from.body) await pipeline(from.body, to)
  else to.end()
}
