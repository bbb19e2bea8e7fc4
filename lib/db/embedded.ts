import { execFile } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { binaries, commandAs, type SystemUser, systemUser } from '@/lib/db/embedded-binaries'
import { withFileLock } from '@/lib/db/file-lock'
import { isAlive } from '@/lib/db/process'
import { SettingsError } from '@/lib/env'

const run = promisify(execFile)
const START_TURNS = 600

type Passwords = { ownerPassword: string; applicationPassword: string }
type Urls = { owner: string; application: string }

/** The embedded cluster as one process sees it, until it lets go. */
export type Embedded = { urls: Urls; port: number; release(): Promise<void> }

type Cluster = { directory: string; data: string; holders: string; user: SystemUser | undefined }

/**
 * Joins the PostgreSQL of this directory, starting it when nobody has. The processes that use it
 * are written down as holders; the last one to let go stops it.
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
      (await runningPort(cluster, passwords.ownerPassword)) ?? (await start(cluster, settings))
    const holder = path.join(cluster.holders, String(process.pid))
    writeFileSync(holder, '')
    const urls = await prepareRoles(port, passwords)
    return { urls, port, release: () => withFileLock(lock, () => leave(cluster, holder)) }
  })
}

function clusterIn(directory: string): Cluster {
  const user = systemUser()
  const cluster = {
    directory,
    user,
    data: path.join(directory, 'postgres'),
    holders: path.join(directory, 'holders'),
  }
  mkdirSync(cluster.holders, { recursive: true })
  return cluster
}

// From the root directory, because the user may not be able to enter this one.
async function execute({ data, user }: Cluster, command: [string, ...string[]]): Promise<void> {
  const { program, args, options } = commandAs(user, [data, command[0]], command)
  await run(program, args, { ...options, cwd: '/' })
}

// Made aside and renamed when it is whole, so that a power cut leaves none that is half made.
async function initialize(cluster: Cluster, password: string): Promise<void> {
  const { data, user } = cluster
  const [made, passwordFile] = [`${data}.new`, `${data}.password`]
  for (const left of [made, passwordFile]) rmSync(left, { recursive: true, force: true })
  if (existsSync(path.join(data, 'PG_VERSION'))) return
  mkdirSync(made, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const entry of [made, passwordFile]) chownSync(entry, user.uid, user.gid)
  const login = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await make(cluster, ['-D', made, '-E', 'UTF8', '--locale=C', ...login])
  } catch (error) {
    rmSync(made, { recursive: true, force: true })
    throw new SettingsError(explain(error, data), { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  rmSync(data, { recursive: true, force: true })
  renameSync(made, data)
}

// Without it, letters beyond ASCII are none to the index of parts of names. Systems name it differently.
const letters = ['C.UTF-8', 'UTF-8', 'en_US.UTF-8', 'C']

async function make(cluster: Cluster, how: string[], [name, ...others] = letters): Promise<void> {
  const { initdb } = await binaries()
  await execute(cluster, [initdb, ...how, `--lc-ctype=${name}`]).catch((error: unknown) => {
    if (others.length === 0 || !/locale|encoding/.test(String(error))) throw error
    return make(cluster, how, others)
  })
}

function explain(error: unknown, data: string): string {
  const said = String(error)
  if (!/Permission denied|could not access|setpriv/.test(said)) {
    return `PostgreSQL could not make ${data}: ${said.trim().split('\n').at(-1)}`
  }
  return (
    `PostgreSQL cannot reach ${data}: as root it runs as the user "postgres", who may not enter a ` +
    'directory above it. Set DATA_DIR to a directory that every user can enter, or start as another user.'
  )
}

const tuning = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'work_mem=16MB',
  'random_page_cost=1.1',
  // Every request reads little; workers would only take the processors from the next one.
  'max_parallel_workers_per_gather=0',
  // A refused statement and its values are people's data, which has no place in a log.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]

async function start(cluster: Cluster, settings: string[]): Promise<number> {
  const { directory, data, user } = cluster
  const port = await freePort()
  const options = [`port=${port}`, ...tuning, ...settings]
  const logFile = path.join(directory, 'postgres.log')
  writeFileSync(logFile, '', { flag: 'a', mode: 0o600 })
  if (user) chownSync(logFile, user.uid, user.gid)
  const flags = options.map((option) => `-c ${option.replace(/=$/, "=''")}`).join(' ')
  const { pgCtl } = await binaries()
  const command = ['start', '-w', '-t', '60', '-D', data, '-l', logFile, '-o', flags]
  await execute(cluster, [pgCtl, ...command]).catch((error: unknown) => {
    const said = `PostgreSQL did not start in ${data}; ${logFile} says why.`
    throw new SettingsError(said, { cause: error })
  })
  return port
}

/** The port of the PostgreSQL that runs in this directory, if one does. */
async function runningPort({ data }: Cluster, password: string): Promise<number | undefined> {
  const file = path.join(data, 'postmaster.pid')
  for (let turn = 0; turn < START_TURNS && existsSync(file); turn += 1) {
    const [pid, , , port, , , , status] = readFileSync(file, 'utf8').split('\n')
    if (!isAlive(Number(pid))) {
      rmSync(file)
      return undefined
    }
    // After a crash of the machine the process id may belong to someone else.
    if (status?.trim() === 'ready')
      return (await accepts(Number(port), password)) ? Number(port) : undefined
    await pause(100)
  }
  return undefined
}

async function accepts(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, 'postgres', password, 'postgres') })
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  )
}

function urlOf(port: number, user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
}

async function leave(cluster: Cluster, holder: string): Promise<void> {
  const { data, holders } = cluster
  rmSync(holder, { force: true })
  for (const pid of readdirSync(holders)) {
    if (isAlive(Number(pid))) return
    rmSync(path.join(holders, pid), { force: true })
  }
  if (!existsSync(path.join(data, 'postmaster.pid'))) return
  const { pgCtl } = await binaries()
  await execute(cluster, [pgCtl, 'stop', '-w', '-m', 'fast', '-D', data])
}

async function prepareRoles(
  port: number,
  { ownerPassword, applicationPassword }: Passwords,
): Promise<Urls> {
  const client = new pg.Client({
    connectionString: urlOf(port, 'postgres', ownerPassword, 'postgres'),
  })
  await client.connect()
  try {
    const known = async (sql: string) => ((await client.query(sql)).rowCount ?? 0) > 0
    if (!(await known(`SELECT 1 FROM pg_roles WHERE rolname = 'console_app'`))) {
      await client.query(
        `CREATE ROLE console_app LOGIN PASSWORD ${client.escapeLiteral(applicationPassword)}`,
      )
    }
    if (!(await known(`SELECT 1 FROM pg_database WHERE datname = 'console'`))) {
      await client.query('CREATE DATABASE console')
    }
  } finally {
    await client.end()
  }
  return {
    owner: urlOf(port, 'postgres', ownerPassword, 'console'),
    application: urlOf(port, 'console_app', applicationPassword, 'console'),
  }
}

/** A TCP port on this machine that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
