import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'

/** Runs work while no other process holds this file; a dead holder's lock is taken over. */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  patienceMinutes = 2,
): Promise<T> {
  const until = Date.now() + patienceMinutes * 60_000
  while (!take(file)) {
    if (Date.now() > until) {
      throw new SettingsError(
        `Another process has been holding ${file} for ${patienceMinutes} minutes.`,
      )
    }
    await pause(50)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

// A link appears with its content or not at all, so nobody reads a lock without a holder.
function take(file: string): boolean {
  const mine = `${file}.${process.pid}`
  writeFileSync(mine, String(process.pid))
  const taken = link(mine, file)
  rmSync(mine)
  if (!taken && isDead(holderOf(file))) removeStale(file, `${mine}.stale`)
  return taken
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

// Someone else may have removed the stale lock and taken it anew meanwhile: then it goes back.
function removeStale(file: string, aside: string): void {
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (!isDead(holderOf(aside))) link(aside, file)
  rmSync(aside, { force: true })
}

// Process ids are few in a container: a lock that names this process is from an earlier life.
function isDead(holder: number | undefined): boolean {
  return holder !== undefined && (holder === process.pid || !isAlive(holder))
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
