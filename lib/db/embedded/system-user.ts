import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export type SystemUser = { uid: number; gid: number }
export type Command = [program: string, ...args: string[]]

/** PostgreSQL does not run as root. Then it runs as the user `postgres`, created if missing. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return findUser('postgres') ?? createUser('postgres')
}

// Where programs, libraries, time zones and temporary files are, here and on Windows.
const inherited = [
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'TZ',
  'TMPDIR',
  'TEMP',
  'SYSTEMROOT',
]

/** The environment of the programs that the database starts: nothing of the console's settings. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const entries = inherited.map((name) => [name, process.env[name]])
  return { NODE_ENV: process.env.NODE_ENV, ...Object.fromEntries(entries) }
}

function createUser(name: string): SystemUser {
  const args = ['--system', '--user-group', '--no-create-home', name]
  execFileSync('useradd', args, { env: programEnvironment(), stdio: 'pipe' })
  const created = findUser(name)
  if (!created) throw new Error(`The system user "${name}" for PostgreSQL could not be created.`)
  return created
}

function findUser(name: string): SystemUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * A command that runs as this user. If the user may not enter a directory above one of the paths,
 * such as root's home, the command also gets the capability to pass through it.
 */
export function commandAs(
  user: SystemUser | undefined,
  paths: string[],
  [program, ...args]: Command,
): { program: string; args: string[]; options: Partial<SystemUser> } {
  if (!user || paths.every((entry) => canReach(entry, user))) {
    return { program, args, options: user ?? {} }
  }
  const setpriv = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  return { program: 'setpriv', args: [...setpriv, '--', program, ...args], options: {} }
}

function canReach(entry: string, { uid, gid }: SystemUser): boolean {
  const { root } = path.parse(entry)
  for (let parent = path.dirname(entry); parent !== root; parent = path.dirname(parent)) {
    const { mode, uid: owner, gid: group } = statSync(parent)
    const executable = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if ((mode & executable) === 0) return false
  }
  return true
}
