import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'

const POLL_MS = 50

/** Runs a function while this process holds the lock. The lock of a dead process is taken over. */
export async function withFileLock<T>(
  file: string,
  run: () => Promise<T>,
  timeoutMinutes = 2,
): Promise<T> {
  const deadline = Date.now() + timeoutMinutes * 60_000
  while (!acquire(file)) {
    if (Date.now() > deadline) {
      throw new SettingsError(`Another process has held ${file} for ${timeoutMinutes} minutes.`)
    }
    await sleep(POLL_MS)
  }
  try {
    return await run()
  } finally {
    rmSync(file, { force: true })
  }
}

// Linking a written file is atomic, so no process reads a lock file without a process ID.
function acquire(file: string): boolean {
  const own = `${file}.${process.pid}`
  writeFileSync(own, String(process.pid))
  const acquired = link(own, file)
  rmSync(own)
  if (!acquired && isStale(readHolder(file))) removeStale(file, `${own}.stale`)
  return acquired
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

// Another process may have replaced the stale lock since it was read. Then it is put back.
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (!isStale(readHolder(aside))) link(aside, file)
  rmSync(aside, { force: true })
}

// Containers reuse process IDs: a lock with this process's own ID is left from an earlier run.
function isStale(holder: number | undefined): boolean {
  return holder !== undefined && (holder === process.pid || !isAlive(holder))
}

function readHolder(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
