import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { binaries } from '@/lib/db/embedded/binaries'
import { type Cluster, localUrl, runProgram } from '@/lib/db/embedded/cluster'
import { freePort } from '@/lib/db/embedded/free-port'
import { isAlive } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'

const START_TIMEOUT_SECONDS = 60
const POLL_MS = 100

const tuning = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'work_mem=16MB',
  'random_page_cost=1.1',
  // A request reads little, so parallel workers would only take processors from other requests.
  'max_parallel_workers_per_gather=0',
  // Statements and their values are personal data, which must not reach the log.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]

const pidFile = ({ data }: Cluster) => path.join(data, 'postmaster.pid')

export async function startServer(cluster: Cluster, settings: string[]): Promise<number> {
  const { directory, data, user } = cluster
  const port = await freePort()
  const logFile = path.join(directory, 'postgres.log')
  writeFileSync(logFile, '', { flag: 'a', mode: 0o600 })
  if (user) chownSync(logFile, user.uid, user.gid)
  const flags = [`port=${port}`, ...tuning, ...settings]
    .map((setting) => `-c ${setting.replace(/=$/, "=''")}`)
    .join(' ')
  const timeout = String(START_TIMEOUT_SECONDS)
  const args = ['start', '-w', '-t', timeout, '-D', data, '-l', logFile, '-o', flags]
  await runProgram(cluster, [binaries().pgCtl, ...args]).catch((error: unknown) => {
    throw new SettingsError(`PostgreSQL did not start in ${data}. See ${logFile}.`, {
      cause: error,
    })
  })
  return port
}

export async function stopServer(cluster: Cluster): Promise<void> {
  if (!existsSync(pidFile(cluster))) return
  await runProgram(cluster, [binaries().pgCtl, 'stop', '-w', '-m', 'fast', '-D', cluster.data])
}

/** The port of the server if it runs. If it is starting, this waits until it is ready. */
export async function runningPort(cluster: Cluster, password: string): Promise<number | undefined> {
  const file = pidFile(cluster)
  const deadline = Date.now() + START_TIMEOUT_SECONDS * 1000
  while (Date.now() < deadline && existsSync(file)) {
    const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n')
    if (!isAlive(Number(pid))) {
      rmSync(file)
      return undefined
    }
    if (status?.trim() === 'ready') {
      // After a crash of the machine another program may have this process ID.
      return (await accepts(Number(port), password)) ? Number(port) : undefined
    }
    await sleep(POLL_MS)
  }
  return undefined
}

async function accepts(port: number, password: string): Promise<boolean> {
  const url = localUrl(port, 'postgres', password, 'postgres')
  const client = new pg.Client({ connectionString: url })
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}
