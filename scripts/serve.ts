import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { setupToken } from '@/lib/auth/tokens'
import { closeDatabase, database } from '@/lib/db/client'
import { openDatabase, SettingsError } from '@/lib/db/settings'
import { log } from '@/lib/log'
import { clientAddress } from '@/lib/transport/client-address'
import { contentSecurityPolicy, securityHeaders } from '@/lib/transport/headers'
import { withAnswer } from '@/lib/transport/status'

const BODY_LIMIT = 64 * 1024
const DRAIN_MS = 10_000

const port = Number(process.env.PORT ?? 3000)
const host = process.env.HOST ?? '127.0.0.1'
const secure = process.env.APP_URL?.startsWith('https:') ?? false
const proxies = Number(process.env.TRUST_PROXY ?? 0)
const shownUrl =
  process.env.APP_URL ?? `http://${host === '127.0.0.1' ? 'localhost' : host}:${port}`

/** Serves the console until the process is told to end. */
export async function serve({ development }: { development: boolean }): Promise<void> {
  const opened = await openDatabase().catch(refuseToStart)
  process.env.NEXTAUTH_URL = shownUrl
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  const app = next({ dev: development, hostname: host, port })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer((request, response) => {
    if (!admit(request, response, development)) return
    // The router takes any other status than 200 for a reason to load the whole page.
    const answer = request.headers.rsc === undefined ? response : undefined
    void withAnswer(answer, () => handle(request, response))
  })
  server.requestTimeout = 30_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  }).catch(async (error: unknown) => {
    await opened.release()
    return refuseToStart(error)
  })
  await announce()
  const stop = async () => {
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
    // A connection that falls idle meanwhile would otherwise be kept for its next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 100)
    await new Promise((resolve) => server.close(resolve))
    clearInterval(sweep)
    await app.close()
    await closeDatabase()
    await opened.release()
    process.exit(0)
  }
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (!stopping) void stop()
      stopping = true
    })
  }
}

async function announce(): Promise<void> {
  process.stdout.write(`Ready on ${shownUrl}\n`)
  if (await database().organization.findFirst({ select: { id: true } })) return
  process.stdout.write(`Set up this installation: ${shownUrl}/setup?token=${setupToken()}\n`)
}

function refuseToStart(error: unknown): never {
  const known = error instanceof SettingsError || (error instanceof Error && 'code' in error)
  process.stderr.write(known ? `${error.message}\n` : `${String(error)}\n`)
  if (!known) throw error
  process.exit(1)
}

/** Prepares a request and its answer; false when the answer was given already. */
function admit(request: IncomingMessage, response: ServerResponse, development: boolean): boolean {
  const began = performance.now()
  const requestId = randomUUID()
  const situation = { nonce: randomBytes(16).toString('base64'), development, secure }
  const address = clientAddress(
    request.socket.remoteAddress,
    String(request.headers['x-forwarded-for'] ?? ''),
    proxies,
  )
  const url = request.url ?? '/'
  Object.assign(request.headers, {
    'x-request-id': requestId,
    'x-client-address': address,
    'x-request-path': url.slice(0, 2_000),
    'x-nonce': situation.nonce,
    'content-security-policy': contentSecurityPolicy(situation),
  })
  for (const [name, value] of Object.entries(securityHeaders(situation)))
    response.setHeader(name, value)
  response.setHeader('X-Request-Id', requestId)
  response.on('finish', () => {
    const path = url.split('?')[0]
    if (path?.startsWith('/_next/')) return
    const ms = Math.round(performance.now() - began)
    log.info({ requestId, method: request.method, path, status: response.statusCode, ms, address })
  })
  return withinLimits(request, response, requestId)
}

function withinLimits(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  const tooLong = Number(length ?? 0) > BODY_LIMIT
  if (!tooLong && encoding === undefined) return true
  response.statusCode = tooLong ? 413 : 411
  response.setHeader('Content-Type', 'application/json')
  response.setHeader('Connection', 'close')
  const message = tooLong
    ? `The body is larger than ${BODY_LIMIT / 1024} KB.`
    : 'Send the length of the body in a Content-Length header.'
  response.end(JSON.stringify({ requestId, message }))
  return false
}
