import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { joinEmbedded } from '@/lib/db/embedded/join'
import { migrate } from '@/lib/db/migrate'

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with vitest's
  export interface ProvidedContext {
    /** The migrated database that every test file gets a copy of. */
    template: { owner: string; application: string }
  }
}

// Nothing of this cluster outlives the run, so nothing needs to reach the disk.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/** One PostgreSQL for the whole run, stopped and removed when it is over. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'console-test-'))
  chmodSync(directory, 0o755)
  const password = () => randomBytes(16).toString('base64url')
  const passwords = { ownerPassword: password(), applicationPassword: password() }
  const embedded = await joinEmbedded(directory, passwords, settings)
  await migrate(embedded.urls)
  project.provide('template', embedded.urls)
  process.once('exit', () => abandon(directory))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return async () => {
    await embedded.release()
    rmSync(directory, { recursive: true, force: true })
  }
}

// An interrupted run has no time to take leave: its server is ended without ceremony.
function abandon(directory: string): void {
  const pidFile = path.join(directory, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile))
    process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGQUIT')
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
