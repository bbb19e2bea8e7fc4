import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type Server, ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { errorResponse } from '@/lib/transport/api-response'
import { securityHeaders } from '@/lib/transport/headers'
import { send } from '@/lib/transport/node-http'
import { createRequestHandler, type Handler, type ServerOptions } from '@/server/request-handler'

/** A server that answers every request, also those that Node would answer by itself. */
export function createHttpServer(pages: Handler, situation: ServerOptions): Server {
  const answer = createRequestHandler(pages, situation)
  const listener = (...[request, response]: Parameters<Handler>) => {
    answer(request, response)
      .catch((error: unknown) => tell(error, request, response))
      // The other end has gone, or what it sent cannot even be taken for a request.
      .catch(() => response.destroy())
  }
  const server = createServer({ requireHostHeader: false }, listener)
  server.headersTimeout = 30_000
  // A file of 25 MB over a slow line.
  server.requestTimeout = 120_000
  server.on('checkExpectation', listener)
  server.on('clientError', (error, socket) => {
    const code = 'code' in error ? String(error.code) : ''
    const [status, message] = unread[code] ?? [400, 'This is not a request.']
    answerUnread(socket, situation, { status, message, code })
  })
  server.on('connect', (_request, socket) => {
    answerUnread(socket, situation, { status: 405, message: 'This is no proxy.', code: 'CONNECT' })
  })
  return server
}

async function tell(error: unknown, ...[request, response]: Parameters<Handler>): Promise<void> {
  log.warn({ err: error, path: request.url?.split('?')[0] }, 'a request was not answered')
  if (!(error instanceof AppError) || response.headersSent) throw error
  response.setHeader('Connection', 'close')
  await send(errorResponse(error, String(response.getHeader('X-Request-Id'))), response)
}

const unread: { [code: string]: [status: number, message: string] } = {
  HPE_HEADER_OVERFLOW: [431, 'The headers are too large.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The body is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
}

type Unread = { status: number; message: string; code: string }

// There is no response to set headers on: the answer is written as it goes over the wire.
function answerUnread(socket: Duplex, situation: ServerOptions, told: Unread): void {
  const begun: unknown = Reflect.get(socket, '_httpMessage')
  if (!socket.writable || (begun instanceof ServerResponse && begun.headersSent)) {
    socket.destroy()
    return
  }
  const { status, message, code } = told
  const requestId = randomUUID()
  const body = JSON.stringify({ requestId, message })
  const headers = {
    ...securityHeaders({ ...situation, nonce: randomBytes(16).toString('base64') }),
    'X-Request-Id': requestId,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines].join('\r\n')
  socket.end(`${head}\r\n\r\n${body}`)
  log.info({ requestId, status, code }, 'a request could not be read')
}
