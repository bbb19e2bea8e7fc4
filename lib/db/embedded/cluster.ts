import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import {
  type Command,
  commandAs,
  programEnvironment,
  type SystemUser,
  systemUser,
} from '@/lib/db/embedded/system-user'

const run = promisify(execFile)

export type Cluster = {
  directory: string
  data: string
  holders: string
  user: SystemUser | undefined
}

export function clusterIn(directory: string): Cluster {
  const holders = path.join(directory, 'holders')
  mkdirSync(holders, { recursive: true })
  return { directory, holders, data: path.join(directory, 'postgres'), user: systemUser() }
}

/**
 * Runs a program of PostgreSQL in `/`, because its user may not be able to enter this directory.
 * Superusers and the system user can read the environment of the server, so it has no secrets.
 */
export async function runProgram({ data, user }: Cluster, command: Command): Promise<void> {
  const { program, args, options } = commandAs(user, [data, command[0]], command)
  await run(program, args, { ...options, cwd: '/', env: programEnvironment() })
}

export function localUrl(port: number, user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
}
