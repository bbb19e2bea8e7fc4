import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A directory for an installation's data, which PostgreSQL's own user may enter too. */
export function makeDataDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'console-story-'))
  chmodSync(directory, 0o755)
  return directory
}

/** Removes an installation's data, ending a database that a killed server left running. */
export async function removeDataDirectory(directory: string): Promise<void> {
  const pidFile = path.join(directory, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile)) {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT')
    while (existsSync(pidFile)) await pause(20)
  }
  rmSync(directory, { recursive: true, force: true })
}

const foreign = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'AUTH_SECRET',
  'AUDIT_SECRET',
  'APP_URL',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'NODE_ENV',
  'NODE_OPTIONS',
]

/** The surroundings of a program of the console: this machine's, without anyone's settings. */
export function cleanEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const environment = { ...process.env }
  for (const name of foreign) Reflect.deleteProperty(environment, name)
  return { ...environment, ...settings }
}
