import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { timed } from '@/lib/testing/timing'

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

const setup = `const { load } = await import('./scripts/bundle.mjs')
  const { gracefulShutdown } = await load('server/shutdown.ts')
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const signaled = new Promise((resolve) => process.once('SIGTERM', resolve))
  // A process with nothing to wait for would end by itself.
  setInterval(() => {}, 60_000)
  const print = (word) => process.stdout.write(word + ' ')
  const shutdown = gracefulShutdown({ deadlineMs: 1000 })
  `

/** Runs a program and sends a signal when it prints `ready`. */
async function terminate(
  program: string,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<{ output: string; code: unknown }> {
  const args = ['--input-type=module', '-e', setup + program]
  const env = { ...process.env, LOG_LEVEL: 'silent' }
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  child = started
  let output = ''
  started.stdout.on('data', (data) => {
    output += data
    if (String(data).includes('ready')) started.kill(signal)
  })
  const [code] = await once(started, 'close')
  return { output: output.trim(), code }
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s stops the parts in reverse order',
  async (signal) => {
    const program = `
    await shutdown.track(Promise.resolve(), async () => print('database'))
    await shutdown.track(Promise.resolve(), async () => print('server'))
    print('ready')
    await pause(60_000)`
    expect(await terminate(program, signal)).toEqual({ output: 'ready server database', code: 0 })
  },
)

test('a signal during the start stops the part that is starting and starts no other', async () => {
  const program = `
    print('ready')
    await shutdown.track(signaled.then(() => pause(300)), async () => print('database'))
    print('server')`
  expect(await terminate(program)).toEqual({ output: 'ready database', code: 0 })
})

test('a part that fails to start after the signal does not change the exit code', async () => {
  const program = `
    await shutdown.track(Promise.resolve(), async () => print('database'))
    print('ready')
    const interrupted = signaled.then(() => Promise.reject(new Error('interrupted')))
    await shutdown.track(interrupted, pause)`
  expect(await terminate(program)).toEqual({ output: 'ready database', code: 0 })
})

test('a part that does not stop delays neither the database nor the exit', timed, async () => {
  const program = `
    await shutdown.track(Promise.resolve(), async () => print('database'))
    await shutdown.track(Promise.resolve(), () => pause(60_000))
    print('ready')
    await pause(60_000)`
  const startedAt = performance.now()
  expect(await terminate(program)).toEqual({ output: 'ready database', code: 1 })
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})
