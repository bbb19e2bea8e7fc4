import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { withFileLock } from '@/lib/db/file-lock'

const PATIENCE_MINUTES = 15
const signals = ['SIGINT', 'SIGTERM'] as const

const sources = [
  'app',
  'components',
  'lib',
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
]

/** Builds the pages, if they have changed; of several that start at once, one builds for all. */
export async function ensureBuilt(): Promise<void> {
  if (isBuilt()) return
  // Of the folder, a build leaves only the cache as it is.
  mkdirSync('.next/cache', { recursive: true })
  const lock = path.resolve('.next/cache/build.lock')
  await withFileLock(lock, async () => (isBuilt() ? undefined : build()), PATIENCE_MINUTES)
}

function isBuilt(): boolean {
  const built = '.next/BUILD_ID'
  const sourced = sources.filter((entry) => existsSync(entry))
  return existsSync(built) && statSync(built).mtimeMs > Math.max(...sourced.map(newest))
}

function newest(entry: string): number {
  const status = statSync(entry)
  if (!status.isDirectory()) return status.mtimeMs
  const below = readdirSync(entry).map((name) => newest(path.join(entry, name)))
  return Math.max(status.mtimeMs, ...below)
}

// What it says goes to stderr, so that commands keep stdout to themselves.
function build(): Promise<void> {
  const program = ['node_modules/next/dist/bin/next', 'build']
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, { stdio: ['ignore', 2, 2], env })
    const told = (signal: NodeJS.Signals) => child.kill(signal)
    for (const signal of signals) process.on(signal, told)
    child.once('exit', (code) => {
      for (const signal of signals) process.off(signal, told)
      if (code !== 0) process.exit(1)
      resolve()
    })
  })
}
