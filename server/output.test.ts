import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const forged = '{"level":60,"msg":"forged"}'
const hostile = `begin\r\n${forged}\n\u001b[2J\u001b]0;x\u0007\u009b2J\u007f\u0085\u2028\u202e\u2066\u{e0041} end`

const setup = `const { load } = await import('./scripts/bundle.mjs')
  const { sendOutputToLog } = await load('server/output.ts')
  const { log, withRequestId } = await load('lib/log.ts')
  const { once } = await import('node:events')
  const { Worker } = await import('node:worker_threads')
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
  const hostile = ${JSON.stringify(hostile)}
  let uncaught = 0
  sendOutputToLog({ onUncaught: () => uncaught++ })
  `

type Line = {
  level: number
  time: string
  msg?: string
  requestId?: string
  err?: { stack: string }
}

async function run(program: string): Promise<{ output: string; lines: Line[] }> {
  const args = ['--input-type=module', '-e', setup + program]
  const env = { ...process.env, LOG_LEVEL: 'trace', FORCE_COLOR: '1' }
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env })
  const output = stdout + stderr
  const lines = output.split('\n').filter((line) => line !== '')
  return { output, lines: lines.map((line) => JSON.parse(line)) }
}

const statements: [string, number][] = [
  ['console.error("failed", new Error(hostile))', 50],
  ['console.warn(hostile)', 40],
  ['console.log(hostile)', 30],
  ['console.table([{ a: hostile }])', 30],
  ['console.dir({ [hostile]: hostile })', 30],
  ['process.stdout.write(hostile)', 30],
  ['process.stderr.write(Buffer.from(hostile))', 50],
  ['process.emitWarning(hostile, hostile)', 40],
  ['process.emitWarning(hostile, "DeprecationWarning")', 40],
  ['setTimeout(() => { throw new Error(hostile) })', 60],
  ['setTimeout(() => { throw hostile })', 60],
  ['Promise.reject(new Error(hostile))', 60],
  [
    `await once(
      new Worker("console.log(process.env.TEXT)", { eval: true, env: { TEXT: hostile } }), 'exit')`,
    30,
  ],
  ['log.info({ [hostile]: hostile, path: hostile }, hostile)', 30],
]

test('whatever any part prints is one line of JSON that no terminal obeys', async () => {
  const program = statements.map(([statement]) => `${statement}; await pause(100)`).join('\n')
  const { output, lines } = await run(program)
  expect(lines.map(({ level }) => level)).toEqual(statements.map(([, level]) => level))
  for (const line of lines) {
    expect(line.time).toMatch(/^\d{4}-.*Z$/)
    expect(line.msg).not.toBe('forged')
    expect(JSON.stringify(line)).toContain('forged')
  }
  expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
})

test('what is printed during a request carries its ID', async () => {
  const { lines } = await run(`
    withRequestId('request-1', async () => {
      console.error('first')
      await pause(10)
      process.emitWarning('second')
      log.info('third')
    })
    await pause(100)
    console.log('none')`)
  expect(lines.map(({ requestId }) => requestId)).toEqual([
    'request-1',
    'request-1',
    'request-1',
    undefined,
  ])
})

test('an error that nobody caught is reported and ends nothing', async () => {
  const { lines } = await run(`
    setTimeout(() => { throw new Error('lost') })
    await pause(100)
    console.log('still running', uncaught)`)
  expect(lines.map(({ msg }) => msg)).toEqual(['an error was not caught', 'still running 1'])
  expect(lines[0]?.err?.stack).toMatch(/^Error: lost\n {4}at /)
})

test('a text without end is cut', async () => {
  const { output } = await run('console.error("x".repeat(1_000_000)); await pause(100)')
  expect(output.length).toBeLessThan(11_000)
})

test('no program that the server starts writes to its output', () => {
  const sources = ['lib', 'server'].flatMap((directory) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('test'))
      .map((file) => readFileSync(`${directory}/${file}`, 'utf8')),
  )
  const count = (pattern: RegExp) => sources.join('\n').match(pattern)?.length ?? 0
  // Unlike `execFile`, these pass on what the program prints to stderr.
  const programs = count(/\b(spawn|fork|execSync|execFileSync|spawnSync)\(/g)
  expect(programs).toBeGreaterThan(0)
  expect(count(/stdio: 'pipe'/g)).toBe(programs)
})
