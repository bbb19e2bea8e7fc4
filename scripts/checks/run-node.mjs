import { spawn } from 'node:child_process'

const GRACE_MS = 15_000
const running = new Map()
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

/** Asks a program to end as Ctrl-C does, so that it can clear up, and insists after a while. */
function interrupt(child) {
  child.kill('SIGINT')
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
}

/** Ends whatever still runs; a terminal has told every program of its group already. */
export async function stopAll({ told }) {
  for (const child of running.keys()) {
    if (told) setTimeout(() => interrupt(child), GRACE_MS).unref()
    else interrupt(child)
  }
  await Promise.all(running.values())
}

/**
 * Runs a program of the project with this Node. Its output is kept and given back, or with `live`
 * shown as it comes.
 */
export function runNode(args, { live = false, minutes = 3 } = {}) {
  const output = live ? 'inherit' : 'pipe'
  const child = spawn(process.execPath, args, { stdio: ['ignore', output, output], env })
  const ended = outcome(child, minutes)
  running.set(child, ended)
  return ended.finally(() => running.delete(child))
}

function outcome(child, minutes) {
  return new Promise((resolve) => {
    const parts = []
    child.stdout?.on('data', (part) => parts.push(part))
    child.stderr?.on('data', (part) => parts.push(part))
    let late = false
    const patience = setTimeout(() => {
      late = true
      interrupt(child)
    }, minutes * 60_000)
    const end = (ok, why) => {
      clearTimeout(patience)
      resolve({ ok, output: `${Buffer.concat(parts)}${why}` })
    }
    child.once('error', (error) => end(false, `${error.message}\n`))
    child.once('close', (code) => {
      end(code === 0 && !late, late ? `Not done after ${minutes} minutes.\n` : '')
    })
  })
}
