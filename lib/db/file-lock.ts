import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, startOf } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'

const POLL_MS = 50

type Holder = { pid: number; start: string | undefined }

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
  writeFileSync(own, `${process.pid}\n${startOf(process.pid)}`)
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

function isStale(holder: Holder | undefined): boolean {
  if (!holder) return false
  // Locks of earlier releases have no start. Containers reuse process IDs: this one is left over.
  if (holder.start === undefined && holder.pid === process.pid) return true
  return !isRunning(holder.pid, holder.start ?? '')
}

function readHolder(file: string): Holder | undefined {
  try {
    const [pid, start] = readFileSync(file, 'utf8').split('\n')
    return { pid: Number(pid), start }
  } catch {
    return undefined
  }
}
