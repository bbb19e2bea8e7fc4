import { execFileSync, spawn } from 'node:child_process'
import { Console } from 'node:console'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bareServer } from './bench-bare.mjs'
import { calls } from './bench-calls.mjs'
import { median, percentile, timed } from './bench-load.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

// Every call of the API beside the same SQL behind a bare server, at two sizes, taken in turns so
// that whatever else the machine does falls on all alike.
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 300)
const WARM_UP = Math.ceil(ROUNDS / 4)
const SIZES = (process.env.BENCH_SIZES ?? '1000,100000').split(',').map(Number)

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

async function started(env) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env,
    stdio: ['ignore', 'pipe', 2],
  })
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('Ready on') && resolve())
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return child
}

function organization(env, size) {
  const run = (...args) =>
    execFileSync(process.execPath, ['scripts/run.mjs', ...args], { env, encoding: 'utf8' })
  const names = ['--name', `Bench ${size}`, '--first-name', 'Ada', '--last-name', 'Bench']
  const email = `bench${size}@example.com`
  const made = JSON.parse(run('scripts/org-create.ts', ...names, '--email', email, '--json'))
  const seed = ['--accounts', `${size}`, '--users-per-account', '2']
  run('prisma/seed.ts', ...seed, '--organization', `${made.organizationId}`)
  return { ...made, size }
}

/** Both servers, asked in turns: milliseconds of each. */
async function measure(call, organization, ports) {
  const times = { ours: [], bare: [] }
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [name, port] of Object.entries(ports)) {
      const took = await timed(port, await call.request(organization, name, port))
      if (round >= 0) times[name].push(took)
    }
  }
  return times
}

ensureInstalled()
const directory = mkdtempSync(path.join(tmpdir(), 'console-bench-'))
chmodSync(directory, 0o755)
const ports = { ours: await freePort(), bare: await freePort() }
const env = {
  ...process.env,
  ...{ DATA_DIR: directory, PORT: `${ports.ours}`, HOST: '127.0.0.1' },
  ...{ LOG_LEVEL: 'warn', API_CALLS_PER_MINUTE: '100000000' },
}
const server = await started(env)
const secrets = JSON.parse(readFileSync(path.join(directory, 'secrets.json'), 'utf8'))
const pid = readFileSync(path.join(directory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
const bare = await bareServer(ports.bare, Number(pid[3]), secrets.applicationPassword)
try {
  const organizations = SIZES.map((size) => organization(env, size))
  const rows = []
  for (const call of calls) {
    const medians = []
    for (const each of organizations) {
      const { ours, bare: plain } = await measure(call, each, ports)
      const [mine, theirs] = [median(ours), median(plain)]
      medians.push(mine)
      rows.push({
        ...{ call: call.name, accounts: each.size, 'p50 ms': mine.toFixed(2) },
        ...{ 'p95 ms': percentile(ours, 95).toFixed(2), 'bare p50 ms': theirs.toFixed(2) },
        ratio: (mine / theirs).toFixed(2),
        growth: (mine / medians[0]).toFixed(2),
      })
    }
  }
  new Console(process.stdout).table(rows)
} finally {
  await bare.close()
  server.removeAllListeners('exit')
  server.kill('SIGTERM')
  await new Promise((resolve) => server.once('exit', resolve))
  rmSync(directory, { recursive: true, force: true })
}
