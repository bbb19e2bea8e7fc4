import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Cluster, clusterIn } from '@/lib/db/embedded/cluster'
import { initialize } from '@/lib/db/embedded/initialize'
import { type Passwords, prepareRoles, type Urls } from '@/lib/db/embedded/roles'
import { runningPort, startServer, stopServer } from '@/lib/db/embedded/server'
import { withFileLock } from '@/lib/db/file-lock'
import { isAlive } from '@/lib/db/process'

type Embedded = { urls: Urls; port: number; release(): Promise<void> }

/**
 * Connects to the PostgreSQL of this directory and starts it if it doesn't run. Every process that
 * uses it leaves a file in `holders`, so that the last one to release it stops it.
 */
export async function joinEmbedded(
  directory: string,
  passwords: Passwords,
  settings: string[],
): Promise<Embedded> {
  const cluster = clusterIn(directory)
  const lock = path.join(directory, 'database.lock')
  return withFileLock(lock, async () => {
    await initialize(cluster, passwords.ownerPassword)
    const port =
      (await runningPort(cluster, passwords.ownerPassword)) ??
      (await startServer(cluster, settings))
    const holder = path.join(cluster.holders, String(process.pid))
    writeFileSync(holder, '')
    const urls = await prepareRoles(port, passwords)
    return { urls, port, release: () => withFileLock(lock, () => leave(cluster, holder)) }
  })
}

async function leave(cluster: Cluster, holder: string): Promise<void> {
  rmSync(holder, { force: true })
  for (const pid of readdirSync(cluster.holders)) {
    if (isAlive(Number(pid))) return
    rmSync(path.join(cluster.holders, pid), { force: true })
  }
  await stopServer(cluster)
}
