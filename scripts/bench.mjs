import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bareServer } from './bench-bare.mjs'
import { calls } from './bench-calls.mjs'
import { deletion, exported, weights } from './bench-large.mjs'
import { median, percentile, throughput, timed } from './bench-load.mjs'
import { pages } from './bench-pages.mjs'
import { databaseIn, ended, freePort, memoryOf, organization, started } from './bench-world.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

// Every call of the API and every page beside the same SQL behind a bare server, taken in turns so
// that whatever else the machine does falls on all alike.
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 100)
const WARM_UP = Math.ceil(ROUNDS / 4)
const AT_ONCE = 2 * ROUNDS
const SIZES = (process.env.BENCH_SIZES ?? '1000,100000,1000000').split(',').map(Number)
const USERS = { few: 1_000, many: 200_000 }

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

async function rowsOf(call, organizations, ports) {
  const rows = []
  let smallest
  for (const each of organizations) {
    const { ours, bare } = await measure(call, each, ports)
    const next = () => call.request(each, 'ours', ports.ours)
    const rate = await throughput(ports.ours, AT_ONCE, next)
    const slow = percentile(ours, 95)
    smallest ??= slow
    rows.push([
      ...[call.name, each.size.toLocaleString('en'), median(ours).toFixed(1), slow.toFixed(1)],
      ...[(slow / smallest).toFixed(2), rate.toFixed(0), median(bare).toFixed(1)],
      (median(ours) / median(bare)).toFixed(1),
    ])
  }
  return rows
}

const head = ['operation', 'accounts', 'p50 ms', 'p95 ms', 'p95 growth', 'a second, 16 at once']

function print(rows) {
  const lines = [[...head, 'bare p50 ms', 'ratio'], Array(8).fill('---'), ...rows]
  for (const cells of lines) process.stdout.write(`| ${cells.join(' | ')} |\n`)
}

function printFacts(facts) {
  for (const [name, value] of Object.entries(facts)) process.stdout.write(`- ${name}: ${value}\n`)
}

async function bench(directory) {
  const ports = { ours: await freePort(), bare: await freePort() }
  const env = {
    ...process.env,
    ...{ DATA_DIR: directory, PORT: `${ports.ours}`, HOST: '127.0.0.1' },
    ...{ LOG_LEVEL: 'warn', API_CALLS_PER_MINUTE: '100000000' },
  }
  await ended((await started(env)).child)
  const { child, took } = await started(env)
  const facts = { 'cold start': `${(took / 1000).toFixed(2)} s` }
  facts['memory after the start'] = `${memoryOf(child)} MiB`
  const { port, secrets, owner } = databaseIn(directory)
  const bare = await bareServer(ports.bare, port, secrets.applicationPassword)
  try {
    const largest = Math.max(...SIZES)
    const organizations = []
    for (const size of SIZES) {
      const users = size === largest ? USERS.many : USERS.few
      organizations.push(await organization(env, size, users, owner))
    }
    const [last] = organizations.toSorted((one, other) => other.size - one.size)
    facts[`seeding ${last.size} accounts`] = `${(last.seeded / 1000).toFixed(1)} s`
    const rows = []
    for (const call of [...pages, ...calls])
      rows.push(...(await rowsOf(call, organizations, ports)))
    print(rows)
    facts['memory after the load'] = `${memoryOf(child)} MiB`
    Object.assign(facts, await exported(ports.ours, last, child))
    Object.assign(facts, await deletion(ports.ours, last))
    Object.assign(facts, await weights(ports.ours, last))
    printFacts(facts)
  } finally {
    await bare.close()
    await ended(child)
  }
}

ensureInstalled()
const directory = mkdtempSync(path.join(tmpdir(), 'console-bench-'))
chmodSync(directory, 0o755)
try {
  await bench(directory)
} finally {
  rmSync(directory, { recursive: true, force: true })
}
