import { randomBytes, randomUUID } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { errorResponse } from '@/lib/transport/api-response'
import { securityHeaders } from '@/lib/transport/headers'
import { sendResponse } from '@/lib/transport/node-http'
import type { Handler, ServerOptions } from '@/server/options'
import { createRequestHandler } from '@/server/request'

const HEADERS_TIMEOUT_MS = 30_000
// Long enough for a file of 25 MB over a slow connection.
const REQUEST_TIMEOUT_MS = 120_000

type Failure = { status: number; message: string; code: string }

const parserErrors: { [code: string]: [status: number, message: string] } = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The body is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
}

const noProxy = { status: 405, message: 'This server is not a proxy.', code: 'CONNECT' }

/** Sets the same headers on every response, even where Node would write the response itself. */
export function createHttpServer(pages: Handler, options: ServerOptions): Server {
  const handle = createRequestHandler(pages, options)
  const unfinished = new Set<ServerResponse>()
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    unfinished.add(response)
    response.once('close', () => unfinished.delete(response))
    handle(request, response)
      .catch((error: unknown) => reportFailure(error, request, response))
      // The client has disconnected, or the request has no valid URL.
      .catch(() => response.destroy())
  }
  const server = createServer({ requireHostHeader: false }, listener)
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.on('checkExpectation', listener)
  server.on('clientError', (error, socket) => {
    const hasBegun = [...unfinished].some((response) => isSending(response, socket))
    if (hasBegun || !socket.writable) socket.destroy()
    else respond(socket, options, describe(error))
  })
  server.on('connect', (_request, socket) => respond(socket, options, noProxy))
  return server
}

function isSending(response: ServerResponse, socket: Duplex): boolean {
  return response.socket === socket && response.headersSent
}

async function reportFailure(
  error: unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  log.warn({ err: error, path: request.url?.split('?')[0] }, 'a request failed')
  if (!(error instanceof AppError) || response.headersSent) throw error
  await sendResponse(errorResponse(error, String(response.getHeader('X-Request-Id'))), response)
}

function describe(error: Error): Failure {
  const code = 'code' in error ? String(error.code) : ''
  const [status, message] = parserErrors[code] ?? [400, 'This is not a valid HTTP request.']
  return { status, message, code }
}

// Node made no response object, so the answer is written to the socket.
function respond(socket: Duplex, options: ServerOptions, { status, message, code }: Failure): void {
  const requestId = randomUUID()
  const body = JSON.stringify({ requestId, message })
  const headers = {
    ...securityHeaders({ ...options, nonce: randomBytes(16).toString('base64') }),
    'X-Request-Id': requestId,
    'Elements-Request-Id': requestId,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n')
  socket.end(`${head}\r\n\r\n${body}`)
  log.info({ requestId, status, code }, 'a request could not be parsed')
}
