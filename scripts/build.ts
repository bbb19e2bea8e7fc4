import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { withFileLock } from '@/lib/db/file-lock'
import { environmentWithoutSecrets } from '@/scripts/ensure-installed.mjs'
import { hashSources } from '@/scripts/source-hash'

const LOCK_TIMEOUT_MINUTES = 15
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type Build = { id: string; actionKey: string }

/** Builds the pages if their sources changed. Processes that start together share one build. */
export async function ensureBuilt(): Promise<void> {
  const expected = describeBuild()
  if (isBuilt(expected)) return
  // `next build` clears everything but `.next/cache`.
  mkdirSync('.next/cache', { recursive: true })
  const lock = path.resolve('.next/cache/build.lock')
  const buildOnce = async () => (isBuilt(expected) ? undefined : build(expected))
  await withFileLock(lock, buildOnce, LOCK_TIMEOUT_MINUTES)
}

/**
 * Next derives the IDs of server actions from the key and names its navigations after the build.
 * Both are random by default, so instances that each built the same sources could not share
 * their visitors.
 */
export function describeBuild(): Build {
  const hash = hashSources('.')
  const id = toId(hash)
  const given = process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY
  if (given) return { id: `${id}-${toId(given)}`, actionKey: given }
  return { id, actionKey: createHash('sha256').update(`actions ${hash}`).digest('base64') }
}

function toId(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20)
}

/** A start without a key also accepts what was built with one. */
function isBuilt({ id }: Build): boolean {
  const output = '.next/BUILD_ID'
  const built = existsSync(output) ? readFileSync(output, 'utf8') : ''
  return built === id || built.startsWith(`${id}-`)
}

// Logs to stderr, because stdout belongs to the command that starts the build.
function build({ id, actionKey }: Build): Promise<void> {
  const program = ['node_modules/next/dist/bin/next', 'build']
  const env = {
    ...environmentWithoutSecrets(),
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production' as const,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionKey,
    CONSOLE_BUILD_ID: id,
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, { stdio: ['ignore', 2, 2], env })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    for (const signal of signals) process.on(signal, forward)
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, forward)
      if (code !== 0) process.exit(1)
      resolve()
    })
  })
}
