import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { binaries } from '@/lib/db/embedded/binaries'
import { type Cluster, runProgram } from '@/lib/db/embedded/cluster'
import { SettingsError } from '@/lib/env'

// Each system has its own name for the UTF-8 locale. With the last, C, the trigram index ignores
// letters beyond ASCII.
const ctypes = ['C.UTF-8', 'UTF-8', 'en_US.UTF-8', 'C']

/** Creates the data directory unless it exists. A power cut leaves it complete or missing. */
export async function initialize(cluster: Cluster, password: string): Promise<void> {
  const { data, user } = cluster
  const [newData, passwordFile] = [`${data}.new`, `${data}.password`]
  for (const leftover of [newData, passwordFile]) rmSync(leftover, { recursive: true, force: true })
  if (existsSync(path.join(data, 'PG_VERSION'))) return
  mkdirSync(newData, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) for (const entry of [newData, passwordFile]) chownSync(entry, user.uid, user.gid)
  const login = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`]
  try {
    await initdb(cluster, ['-D', newData, '-E', 'UTF8', '--locale=C', ...login], ctypes)
  } catch (error) {
    rmSync(newData, { recursive: true, force: true })
    throw new SettingsError(describeFailure(error, data), { cause: error })
  } finally {
    rmSync(passwordFile, { force: true })
  }
  rmSync(data, { recursive: true, force: true })
  renameSync(newData, data)
}

async function initdb(cluster: Cluster, args: string[], [ctype, ...others]: string[]) {
  const command = [...args, `--lc-ctype=${ctype}`]
  await runProgram(cluster, [binaries().initdb, ...command]).catch((error: unknown) => {
    if (others.length === 0 || !/locale|encoding/.test(String(error))) throw error
    return initdb(cluster, args, others)
  })
}

function describeFailure(error: unknown, data: string): string {
  const message = String(error)
  if (!/Permission denied|could not access|setpriv/.test(message)) {
    return `PostgreSQL could not create ${data}: ${message.trim().split('\n').at(-1)}`
  }
  return (
    `PostgreSQL cannot reach ${data}. Started as root, it runs as the user "postgres", who may not ` +
    'enter a directory above it. Set DATA_DIR to a directory that every user can enter, or start ' +
    'as another user.'
  )
}
