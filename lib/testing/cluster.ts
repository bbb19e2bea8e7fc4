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
    /** The migrated database that every test file copies. */
    template: { owner: string; application: string }
  }
}

// The cluster is removed after the run, so nothing has to reach the disk.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'console-test-'))
  chmodSync(directory, 0o755)
  const password = () => randomBytes(16).toString('base64url')
  const passwords = { ownerPassword: password(), applicationPassword: password() }
  const embedded = await joinEmbedded(directory, passwords, settings)
  await migrate(embedded.urls)
  project.provide('template', embedded.urls)
  process.once('exit', () => removeCluster(directory))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return async () => {
    await embedded.release()
    rmSync(directory, { recursive: true, force: true })
  }
}

// Exit handlers are synchronous, so an interrupted run cannot wait for a clean shutdown.
function removeCluster(directory: string): void {
  const pidFile = path.join(directory, 'postgres', 'postmaster.pid')
  if (existsSync(pidFile))
    process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGQUIT')
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}
