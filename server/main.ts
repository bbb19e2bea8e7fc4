import type { Server } from 'node:http'
import { databaseWarnings, openDatabase } from '@/lib/db/settings'
import { readSettingsOrExit, type Settings, SettingsError } from '@/lib/env'
import { log } from '@/lib/log'
import { publicUrl } from '@/lib/public-url'
import { setupPath, startJobs } from '@/lib/startup'
import { createHttpServer } from '@/server/http'
import { createNextServer } from '@/server/internals/next-server'
import { sendOutputToLog } from '@/server/output'
import { gracefulShutdown, type Shutdown } from '@/server/shutdown'

const DRAIN_MS = 10_000
const IDLE_SWEEP_MS = 100

// What the person who starts the server reads. It contains nothing that a client sent.
const print = process.stdout.write.bind(process.stdout)
const printError = process.stderr.write.bind(process.stderr)

export async function serve({ development }: { development: boolean }): Promise<void> {
  const settings = readSettingsOrExit()
  const shutdown = gracefulShutdown()
  let isReady = false
  // Development stays readable.
  if (!development) {
    sendOutputToLog({ onUncaught: () => void (isReady || shutdown.exit(1)) })
  }
  const url = publicUrl(settings)
  try {
    await startDatabase(settings, shutdown, development)
    await shutdown.track(Promise.resolve(startJobs()), (jobs) => jobs.stop())
    process.env.NEXTAUTH_URL = url
    process.env.NEXT_TELEMETRY_DISABLED = '1'
    if (!development) Object.assign(process.env, { NODE_ENV: 'production' })
    const next = createNextServer(settings, development)
    await shutdown.track(next.prepare(), () => next.close())
    const server = createHttpServer(next.getRequestHandler(), {
      development,
      secure: url.startsWith('https:'),
      appUrl: settings.APP_URL,
      host: settings.HOST,
      port: settings.PORT,
      proxies: settings.TRUST_PROXY,
    })
    await shutdown.track(listen(server, settings), () => drain(server))
    isReady = true
    await announce(url, shutdown.signal)
  } catch (error) {
    reportStartError(error)
    await shutdown.exit(1)
  }
}

async function startDatabase(
  settings: Settings,
  shutdown: Shutdown,
  development: boolean,
): Promise<void> {
  const database = await shutdown.track(openDatabase(shutdown.signal), ({ release }) => release())
  await shutdown.track(Promise.resolve(), database.disconnect)
  for (const warning of await databaseWarnings(settings, { development })) log.warn(warning)
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
  if (code === 'EADDRINUSE') return `PORT ${port} is in use on ${host}. Set PORT to a free port.`
  if (code === 'EACCES') return `PORT ${port} needs more privileges. Set PORT to 1024 or higher.`
  return `HOST ${host} is not an address of this machine (${code}).`
}

async function drain(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref()
  // `close` only ends connections that are idle at that moment. Later ones would stay open.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
  await new Promise((resolve) => server.close(resolve))
  clearInterval(sweep)
}

async function announce(url: string, ending: AbortSignal): Promise<void> {
  print(`Ready on ${url}\n`)
  // The server is up, even if the database has just ended and is starting again.
  const path = await setupPath().catch((error: unknown) => {
    if (!ending.aborted) log.warn({ err: error }, 'the setup link could not be read')
  })
  if (path) print(`Set up this installation: ${url}${path}\n`)
}

function reportStartError(error: unknown): void {
  const isExpected = error instanceof SettingsError || (error instanceof Error && 'code' in error)
  if (isExpected) printError(`${error.message}\n`)
  else log.fatal({ err: error }, 'the console failed to start')
}
