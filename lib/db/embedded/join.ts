import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Cluster, clusterIn } from '@/lib/db/embedded/cluster'
import { freePort, isFree } from '@/lib/db/embedded/free-port'
import { initialize } from '@/lib/db/embedded/initialize'
import { type Passwords, prepareRoles, type Urls } from '@/lib/db/embedded/roles'
import { runningPort, startServer, stopServer } from '@/lib/db/embedded/server'
import { supervise } from '@/lib/db/embedded/supervise'
import { withFileLock } from '@/lib/db/file-lock'
import { isRunning, startOf } from '@/lib/db/process'

type Embedded = { urls: Urls; port: number; release(): Promise<void> }

/**
 * Connects to the PostgreSQL of this directory and starts it if it doesn't run. Every process that
 * uses it leaves a file in `holders` and starts it again when it ends, and the last one to release
 * it stops it.
 */
export async function joinEmbedded(
  directory: string,
  passwords: Passwords,
  settings: string[],
): Promise<Embedded> {
  const cluster = clusterIn(directory)
  const withLock = <T>(run: () => Promise<T>) =>
    withFileLock(path.join(directory, 'database.lock'), run)
  return withLock(async () => {
    await initialize(cluster, passwords.ownerPassword)
    const port = (await runningPort(cluster)) ?? (await start(cluster, settings))
    const holder = path.join(cluster.holders, String(process.pid))
    writeFileSync(holder, startOf(process.pid))
    const supervisor = supervise(cluster, () =>
      withLock(async () => {
        if ((await runningPort(cluster)) === undefined) await startServer(cluster, port, settings)
      }),
    )
    const release = async () => {
      await supervisor.stop()
      await withLock(() => leave(cluster, holder))
    }
    const urls = await prepareRoles(port, passwords).catch(async (error: unknown) => {
      await supervisor.stop()
      throw error
    })
    return { urls, port, release }
  })
}

// Other processes may be waiting for the server on its last port.
async function start(cluster: Cluster, settings: string[]): Promise<number> {
  const file = path.join(cluster.directory, 'postgres.port')
  const last = readPort(file)
  const port = last !== undefined && (await isFree(last)) ? last : await freePort()
  await startServer(cluster, port, settings)
  writeFileSync(file, String(port))
  return port
}

function readPort(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

async function leave(cluster: Cluster, holder: string): Promise<void> {
  rmSync(holder, { force: true })
  for (const pid of readdirSync(cluster.holders)) {
    const file = path.join(cluster.holders, pid)
    if (isRunning(Number(pid), readFileSync(file, 'utf8'))) return
    rmSync(file, { force: true })
  }
  await stopServer(cluster)
}
