import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureInstalled } from '../ensure-installed.mjs'
import { bareServer } from './bare-server.mjs'
import { calls } from './calls.mjs'
import { deletion } from './concurrency.mjs'
import { exported, weights } from './large-operations.mjs'
import { median, percentile, throughput, timed } from './load.mjs'
import { pages } from './pages.mjs'
import { databaseIn, ended, freePort, memoryOf, organization, started } from './world.mjs'

// Every call of the API and every page beside the same SQL behind a bare server, taken in turns so
// that whatever else the machine does falls on all servers and all sizes alike.
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 100)
const WARM_UP = Math.ceil(ROUNDS / 4)
const AT_ONCE = 2 * ROUNDS
// Node compiles what has run some thousand times; a server that is asked all day has long done so.
const HOT = 300
const SIZES = (process.env.BENCH_SIZES ?? '1000,100000,1000000').split(',').map(Number)
const USERS = { few: 1_000, many: 200_000 }

/** Every page often enough that both servers run as fast as they will. */
async function heated(organization, ports) {
  for (const call of pages) {
    for (const [name, port] of Object.entries(ports)) {
      await throughput(port, HOT, () => call.request(organization, name, port))
    }
  }
}

/** Both servers and all sizes, asked in turns: milliseconds of each. */
async function measure(call, organizations, ports) {
  const times = organizations.map(() => ({ ours: [], bare: [] }))
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const [place, each] of organizations.entries()) {
      for (const [name, port] of Object.entries(ports)) {
        const took = await timed(port, await call.request(each, name, port))
        if (round >= 0) times[place][name].push(took)
      }
    }
  }
  return times
}

async function rowsOf(call, organizations, ports) {
  const times = await measure(call, organizations, ports)
  const smallest = percentile(times[0].ours, 95)
  const rows = []
  for (const [place, { ours, bare }] of times.entries()) {
    const each = organizations[place]
    const rate = await throughput(ports.ours, AT_ONCE, () => call.request(each, 'ours', ports.ours))
    const slow = percentile(ours, 95)
    rows.push([
      call.name,
      each.size.toLocaleString('en'),
      median(ours).toFixed(1),
      slow.toFixed(1),
      (slow / smallest).toFixed(2),
      rate.toFixed(0),
      median(bare).toFixed(1),
      (median(ours) / median(bare)).toFixed(1),
    ])
  }
  return rows
}

const head = ['operation', 'accounts', 'p50 ms', 'p95 ms', 'p95 growth', 'a second, 16 at once']

function print(rows) {
  for (const cells of rows) process.stdout.write(`| ${cells.join(' | ')} |\n`)
}

function printFacts(facts) {
  for (const [name, value] of Object.entries(facts)) process.stdout.write(`- ${name}: ${value}\n`)
}

async function seeded(env, owner, closers) {
  const largest = Math.max(...SIZES)
  const made = []
  for (const size of SIZES) {
    const users = size === largest ? USERS.many : USERS.few
    made.push(await organization(env, size, users, { owner, closers }))
  }
  return made
}

async function bench(directory, closers) {
  const ports = { ours: await freePort(), bare: await freePort() }
  const env = {
    ...process.env,
    DATA_DIR: directory,
    PORT: `${ports.ours}`,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    API_CALLS_PER_MINUTE: '100000000',
  }
  await ended((await started(env, closers)).child)
  const { child, took } = await started(env, closers)
  const facts = { 'cold start': `${(took / 1000).toFixed(2)} s` }
  const memory = () => `${memoryOf(child) ?? '?'} MiB`
  facts['memory after the start'] = memory()
  const { port, secrets, owner } = databaseIn(directory)
  const bare = await bareServer(ports.bare, port, secrets.applicationPassword)
  closers.push(bare.close)
  const organizations = await seeded(env, owner, closers)
  const last = organizations.reduce((one, other) => (other.size > one.size ? other : one))
  facts[`seeding ${last.size} accounts`] = `${(last.seeded / 1000).toFixed(1)} s`
  await heated(organizations[0], ports)
  print([[...head, 'bare p50 ms', 'ratio'], Array(8).fill('---')])
  for (const call of [...pages, ...calls]) print(await rowsOf(call, organizations, ports))
  process.stdout.write('\n')
  printFacts({ ...facts, 'memory after the load': memory() })
  printFacts(await exported(ports.ours, last, child))
  printFacts(await deletion(ports.ours, last))
  printFacts(await weights(ports.ours, last))
}

ensureInstalled()
const directory = mkdtempSync(path.join(tmpdir(), 'console-bench-'))
chmodSync(directory, 0o755)
const closers = []
async function finish() {
  for (const close of closers.splice(0).reverse()) {
    await close().catch((error) => process.stderr.write(`${error}\n`))
  }
  rmSync(directory, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => finish().finally(() => process.exit(1)))
}
try {
  await bench(directory, closers)
} finally {
  await finish()
}
