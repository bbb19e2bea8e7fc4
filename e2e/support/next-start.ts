import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanEnvironment } from '@/e2e/support/data-directory'
import { freePort } from '@/lib/db/embedded/free-port'

/** Runs `work` with the URL of a plain `next start` on the database of a running console. */
export async function withNextStart(
  directory: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const PORT = String(await freePort())
  const url = `http://localhost:${PORT}`
  const child = spawn(process.execPath, ['scripts/run.mjs', 'e2e/support/next-start-process.ts'], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: cleanEnvironment({ DATA_DIR: directory, HOST: 'localhost', PORT, LOG_LEVEL: 'warn' }),
  })
  const exited = once(child, 'exit')
  try {
    while (child.exitCode === null && !(await isUp(url))) await pause(100)
    await work(url)
  } finally {
    child.kill('SIGTERM')
    await exited
  }
}

function isUp(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}
