import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'

let shell: ChildProcess | undefined
afterEach(() => {
  shell?.kill('SIGKILL')
})

const program = `
  const { endWithNpm } = await import('./scripts/end-with-npm.mjs')
  endWithNpm()
  process.once('SIGTERM', () => process.exit(console.log('ended')))
  setTimeout(() => process.exit(), 30_000)
  console.log('ready')`

/** Runs the program as npm does, ends the shell around it, and returns what the program prints. */
async function endShell(): Promise<string> {
  const env = { ...process.env, NODE: process.execPath, npm_lifecycle_event: 'start' }
  // The second command keeps the shell from becoming the first one.
  const script = '"$NODE" --input-type=module -e "$1"; true'
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const started = spawn('sh', ['-c', script, 'sh', program], { stdio: [...stdio], env })
  shell = started
  let output = ''
  started.stdout.on('data', (data) => {
    output += data
    if (String(data).includes('ready')) started.kill('SIGTERM')
  })
  await once(started.stdout, 'end')
  return output
}

test('SIGTERM that ends npm ends the server, too', async () => {
  expect(await endShell()).toBe('ready\nended\n')
})
