import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 20

/** The environment variable that names a data directory with a migrated database. */
export const TEMPLATE = 'SPEC_TEMPLATE'

/** A directory that the system user of PostgreSQL may enter. */
export function makeEmptyDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'console-spec-'))
  chmodSync(directory, 0o755)
  return directory
}

/** A data directory with a migrated database, which a console starts with faster. */
export function makeDataDirectory(): string {
  const directory = makeEmptyDirectory()
  // Unlike `cpSync`, it keeps the owners of the files.
  execFileSync('cp', ['-a', `${process.env[TEMPLATE]}/.`, directory])
  return directory
}

/** Removes a data directory and stops a database that a killed server left running. */
export async function removeDataDirectory(directory: string): Promise<void> {
  const pidFile = path.join(directory, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile)) {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGINT')
    while (existsSync(pidFile)) await sleep(POLL_MS)
  }
  rmSync(directory, { recursive: true, force: true })
}

const inheritedSettings = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'AUTH_SECRET',
  'AUTH_SECRET_PREVIOUS',
  'AUDIT_SECRET',
  'AUDIT_SECRET_PREVIOUS',
  'APP_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'TRUST_PROXY',
  'LOG_LEVEL',
  'NODE_ENV',
  'NODE_OPTIONS',
]

export function cleanEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const environment = { ...process.env }
  for (const name of inheritedSettings) Reflect.deleteProperty(environment, name)
  return { ...environment, ...settings }
}
