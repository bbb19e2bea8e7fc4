import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * When the process started, in a form of the system: another process with the same ID, after a
 * restart of the machine or the container, has another. Empty if the system doesn't tell.
 */
export function startOf(pid: number): string {
  const stat = readProc(pid, 'stat')
  // The name in parentheses may contain anything. The 20th field behind it is the start.
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return ps(pid, 'lstart=')
}

/** Whether the process that noted this start is the one that has this ID now. */
export function isRunning(pid: number, start: string): boolean {
  if (!isAlive(pid)) return false
  const current = startOf(pid)
  return start === '' || current === '' || start === current
}

/** Whether a PostgreSQL process works on this data directory. Undefined if the system doesn't tell. */
export function isPostgresOf(data: string, pid: number): boolean | undefined {
  try {
    const directory = readlinkSync(`/proc/${pid}/cwd`)
    return directory === realpathSync(data) && readProc(pid, 'comm') === 'postgres\n'
  } catch {
    const command = readProc(pid, 'cmdline') || ps(pid, 'command=')
    return command === '' ? undefined : command.includes('postgres') && command.includes(data)
  }
}

// In containers the parent often never reaps its exited children.
function isZombie(pid: number): boolean {
  return /\) Z /.test(readProc(pid, 'stat'))
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function ps(pid: number, format: string): string {
  if (process.platform === 'linux' || process.platform === 'win32') return ''
  try {
    return execFileSync('ps', ['-o', format, '-p', String(pid)], {
      encoding: 'utf8',
      stdio: 'pipe',
    }).trim()
  } catch {
    return ''
  }
}
