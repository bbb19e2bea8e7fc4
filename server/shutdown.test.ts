import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'

let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
})

const head = `const { load } = await import('./scripts/bundle.mjs')
  const { gracefulShutdown } = await load('server/shutdown.ts')
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const say = (word) => process.stdout.write(word + ' ')
  const running = gracefulShutdown({ deadlineMs: 1000 })
  `

/** Runs a program that is told to end when it has said `ready`. */
async function told(program: string): Promise<{ heard: string; code: unknown }> {
  const args = ['--input-type=module', '-e', head + program]
  const env = { ...process.env, LOG_LEVEL: 'silent' }
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  child = started
  let heard = ''
  started.stdout.on('data', (data) => {
    heard += data
    if (String(data).includes('ready')) started.kill('SIGTERM')
  })
  const [code] = await once(started, 'close')
  return { heard: heard.trim(), code }
}

test('what was started is undone, the last thing first', async () => {
  const program = `
    await running.started(Promise.resolve(), async () => say('database'))
    await running.started(Promise.resolve(), async () => say('server'))
    say('ready')
    await pause(5000)`
  expect(await told(program)).toEqual({ heard: 'ready server database', code: 0 })
})

test('told while it starts, it undoes the part under way and starts no other', async () => {
  const program = `
    say('ready')
    await running.started(pause(300), async () => say('database'))
    say('server')`
  expect(await told(program)).toEqual({ heard: 'ready database', code: 0 })
})

test('a part that fails because everything is told to end, is no failure', async () => {
  const program = `
    await running.started(Promise.resolve(), async () => say('database'))
    say('ready')
    await running.started(pause(300).then(() => Promise.reject(new Error('interrupted'))), pause)`
  expect(await told(program)).toEqual({ heard: 'ready database', code: 0 })
})

test('what does not come to an end holds neither the database nor the process', async () => {
  const program = `
    await running.started(Promise.resolve(), async () => say('database'))
    await running.started(Promise.resolve(), () => pause(60_000))
    say('ready')
    await pause(60_000)`
  const began = performance.now()
  expect(await told(program)).toEqual({ heard: 'ready database', code: 1 })
  expect(performance.now() - began).toBeLessThan(10_000)
})
