import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { withFileLock } from '@/lib/db/file-lock'

const LOCK_TIMEOUT_MINUTES = 15
const signals = ['SIGINT', 'SIGTERM'] as const

const sources = [
  'app',
  'components',
  'instrumentation-client.ts',
  'instrumentation.ts',
  'lib',
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
]

const isTest = /\.test(-d)?\.tsx?$/

/** Builds the pages if their sources changed. Processes that start together share one build. */
export async function ensureBuilt(): Promise<void> {
  if (isBuilt()) return
  // `next build` clears everything but `.next/cache`.
  mkdirSync('.next/cache', { recursive: true })
  const lock = path.resolve('.next/cache/build.lock')
  await withFileLock(lock, async () => (isBuilt() ? undefined : build()), LOCK_TIMEOUT_MINUTES)
}

function isBuilt(): boolean {
  const output = '.next/BUILD_ID'
  const existing = sources.filter((entry) => existsSync(entry))
  return existsSync(output) && statSync(output).mtimeMs > Math.max(...existing.map(lastModified))
}

function lastModified(entry: string): number {
  const status = statSync(entry)
  if (!status.isDirectory()) return status.mtimeMs
  const names = readdirSync(entry).filter((name) => !isTest.test(name))
  return Math.max(status.mtimeMs, ...names.map((name) => lastModified(path.join(entry, name))))
}

// Logs to stderr, because stdout belongs to the command that starts the build.
function build(): Promise<void> {
  const program = ['node_modules/next/dist/bin/next', 'build']
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' as const }
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
