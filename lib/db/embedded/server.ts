import { chownSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { binaries } from '@/lib/db/embedded/binaries'
import { type Cluster, runProgram } from '@/lib/db/embedded/cluster'
import { plannerSettings } from '@/lib/db/planner-settings'
import { isAlive, isPostgresOf } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'
import { log } from '@/lib/log'

const START_TIMEOUT_SECONDS = 60
const POLL_MS = 100

const tuning = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'work_mem=16MB',
  ...plannerSettings,
  // Statements and their values are personal data, which must not reach the log.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  // After a crash, syncing every file of the directory on its own takes most of the recovery.
  ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
]

const pidFile = ({ data }: Cluster) => path.join(data, 'postmaster.pid')

export async function startServer(
  cluster: Cluster,
  port: number,
  settings: string[],
): Promise<void> {
  const { directory, data, user } = cluster
  endOrphans(data)
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
}

export async function stopServer(cluster: Cluster): Promise<void> {
  if (!existsSync(pidFile(cluster))) return
  await runProgram(cluster, [binaries().pgCtl, 'stop', '-w', '-m', 'fast', '-D', cluster.data])
}

/** The port of the server if it runs. If it is starting, this waits until it is ready. */
export async function runningPort(cluster: Cluster): Promise<number | undefined> {
  const deadline = Date.now() + START_TIMEOUT_SECONDS * 1000
  while (Date.now() < deadline) {
    const { pid, port, status } = readPidFile(cluster) ?? {}
    if (pid === undefined) return undefined
    if (!isServer(cluster, pid)) {
      rmSync(pidFile(cluster), { force: true })
      return undefined
    }
    if (status === 'ready') return port
    await sleep(POLL_MS)
  }
  return undefined
}

export function isServerAlive(cluster: Cluster): boolean {
  const pid = readPidFile(cluster)?.pid
  return pid !== undefined && isServer(cluster, pid)
}

// After a crash of the machine another program may have this process ID.
function isServer({ data }: Cluster, pid: number): boolean {
  return isAlive(pid) && isPostgresOf(data, pid) !== false
}

function readPidFile(cluster: Cluster) {
  try {
    const [pid, , , port, , , , status] = readFileSync(pidFile(cluster), 'utf8').split('\n')
    return { pid: Number(pid), port: Number(port), status: status?.trim() }
  } catch {
    return undefined
  }
}

/** Ends what is left of a killed server: it can work on for seconds, and keeps another from starting. */
function endOrphans(data: string): void {
  if (process.platform !== 'linux') return
  const pids = readdirSync('/proc').map(Number).filter(isAlive)
  for (const pid of pids.filter((candidate) => isPostgresOf(data, candidate))) {
    log.warn({ pid }, 'a process of a killed PostgreSQL is ended')
    process.kill(pid, 'SIGQUIT')
  }
}
