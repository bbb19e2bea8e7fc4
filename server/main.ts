import { createServer, type Server } from 'node:http'
import { isIPv6 } from 'node:net'
import next from 'next'
import { setupToken } from '@/lib/auth/tokens'
import { closeDatabase, database, databasePool } from '@/lib/db/client'
import { hasUnicodeCtype } from '@/lib/db/collation'
import { openDatabase, runsAsOwner } from '@/lib/db/settings'
import { readSettingsOrExit, type Settings, SettingsError } from '@/lib/env'
import { jobHandlers } from '@/lib/job-handlers'
import { startWorker } from '@/lib/jobs/worker'
import { log } from '@/lib/log'
import { createHttpServer } from '@/server/http-server'
import { gracefulShutdown } from '@/server/shutdown'

const DRAIN_MS = 10_000

/** Serves the console until the process is told to end. */
export async function serve({ development }: { development: boolean }): Promise<void> {
  const given = readSettingsOrExit()
  const running = gracefulShutdown()
  const shownUrl = given.APP_URL ?? `http://${shownHost(given.HOST)}:${given.PORT}`
  try {
    await running.started(openDatabase(), ({ release }) => release())
    await running.started(Promise.resolve(), closeDatabase)
    if (!development && runsAsOwner(given)) {
      log.warn('the program owns its tables: set MIGRATE_DATABASE_URL, and DATABASE_URL for less')
    }
    if (!(await hasUnicodeCtype(databasePool()))) {
      log.warn('LC_CTYPE of the database is C: among many, names beyond ASCII are found slowly')
    }
    await running.started(Promise.resolve(startWorker(jobHandlers)), (worker) => worker.stop())
    process.env.NEXTAUTH_URL = shownUrl
    process.env.NEXT_TELEMETRY_DISABLED = '1'
    if (!development) Object.assign(process.env, { NODE_ENV: 'production' })
    const pages = pagesOf(given, development)
    await running.started(pages.prepare(), () => pages.close())
    const server = createHttpServer(pages.getRequestHandler(), {
      development,
      secure: shownUrl.startsWith('https:'),
      proxies: given.TRUST_PROXY,
    })
    await running.started(listen(server, given), () => drain(server))
    await announce(shownUrl)
  } catch (error) {
    tell(error)
    await running.end(1)
  }
}

// Next takes over every upgrade of its server and answers none in production, so that such a
// connection stays open for good. Of a server that never listens it hears none, and without a
// listener Node takes the request for what it is besides.
function pagesOf({ HOST, PORT }: Settings, dev: boolean) {
  const elsewhere = dev ? {} : { httpServer: createServer() }
  return next({ dev, hostname: HOST, port: PORT, ...elsewhere })
}

function listen(server: Server, { HOST, PORT }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new SettingsError(describeListenError(error, HOST, PORT))),
    )
    server.listen(PORT, HOST, resolve)
  })
}

function describeListenError(error: Error, host: string, port: number): string {
  const code = 'code' in error ? String(error.code) : error.message
  if (code === 'EADDRINUSE') return `PORT ${port} is in use on ${host}. Set PORT to a free one.`
  if (code === 'EACCES') return `PORT ${port} is closed to this user. Set PORT to one from 1024 on.`
  return `HOST ${host} is not an address of this machine (${code}).`
}

async function drain(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
  // A connection that falls idle meanwhile would otherwise be kept for its next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 100)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(sweep)
}

async function announce(shownUrl: string): Promise<void> {
  process.stdout.write(`Ready on ${shownUrl}\n`)
  if (await database().organization.findFirst({ select: { id: true } })) return
  process.stdout.write(`Set up this installation: ${shownUrl}/setup?token=${setupToken()}\n`)
}

function shownHost(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}

function tell(error: unknown): void {
  const known = error instanceof SettingsError || (error instanceof Error && 'code' in error)
  if (known) process.stderr.write(`${error.message}\n`)
  else log.fatal({ err: error }, 'the console cannot start')
}
