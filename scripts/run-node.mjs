import { spawn } from 'node:child_process'

const GRACE_MS = 15_000
const running = new Map()
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

/** Interrupts a program so that it can clean up, and kills it if it doesn't exit in time. */
function interrupt(child) {
  child.kill('SIGINT')
  setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
}

/** Stops every running program. After Ctrl-C the terminal has already interrupted them. */
export async function stopAll({ interrupted }) {
  for (const child of running.keys()) {
    if (interrupted) setTimeout(() => interrupt(child), GRACE_MS).unref()
    else interrupt(child)
  }
  await Promise.all(running.values())
}

export function runNode(args, { live = false, timeoutMinutes = 10 } = {}) {
  const output = live ? 'inherit' : 'pipe'
  const child = spawn(process.execPath, args, { stdio: ['ignore', output, output], env })
  const result = waitForExit(child, timeoutMinutes)
  running.set(child, result)
  return result.finally(() => running.delete(child))
}

function waitForExit(child, timeoutMinutes) {
  return new Promise((resolve) => {
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    let timedOut = false
    const timeout = setTimeout(() => {
      timedOut = true
      interrupt(child)
    }, timeoutMinutes * 60_000)
    const finish = (ok, message) => {
      clearTimeout(timeout)
      resolve({ ok, output: `${Buffer.concat(chunks)}${message}` })
    }
    child.once('error', (error) => finish(false, `${error.message}\n`))
    child.once('close', (code) => {
      if (timedOut) finish(false, `Stopped after ${timeoutMinutes} minutes.\n`)
      else finish(code === 0, '')
    })
  })
}
