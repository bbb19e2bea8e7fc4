import '../closed-pipe.mjs'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ensureInstalled } from '../ensure-installed.mjs'
import { startBareServer } from './bare-server.mjs'
import { calls } from './calls.mjs'
import {
  embeddedDatabase,
  freePort,
  memoryOf,
  startConsole,
  stopProcess,
} from './console-process.mjs'
import { createAuditOrganization, createOrganization, fillActivity } from './dataset.mjs'
import { measureDeletion } from './deletion.mjs'
import { measureExport } from './export.mjs'
import { seconds } from './load.mjs'
import { columns, measure, warmUp } from './measure.mjs'
import { measurePageWeights } from './page-weight.mjs'
import { pages } from './pages.mjs'

const SIZES = (process.env.BENCH_SIZES ?? '1000,100000,1000000').split(',').map(Number)
const ENTRIES = (process.env.BENCH_ENTRIES ?? '1000,100000,10000000').split(',').map(Number)
const USERS_OF_LARGE_ACCOUNT = { largest: 200_000, others: 1_000 }

function printRow(cells) {
  process.stdout.write(`| ${cells.join(' | ')} |\n`)
}

function printList(results) {
  for (const [name, value] of Object.entries(results)) process.stdout.write(`- ${name}: ${value}\n`)
}

async function seedOrganizations(env, owner, closers) {
  const largest = Math.max(...SIZES)
  const organizations = []
  for (const size of SIZES) {
    const users = USERS_OF_LARGE_ACCOUNT[size === largest ? 'largest' : 'others']
    organizations.push(await createOrganization(env, size, users, { owner, closers }))
  }
  return organizations
}

async function bench(directory, closers) {
  const ports = { console: await freePort(), bare: await freePort() }
  const env = {
    ...process.env,
    DATA_DIR: directory,
    PORT: `${ports.console}`,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
    API_CALLS_PER_MINUTE: '100000000',
  }
  // The first start builds and creates the database. The second one is measured.
  await stopProcess((await startConsole(env, closers)).child)
  const { child, duration } = await startConsole(env, closers)
  const memory = () => `${memoryOf(child) ?? '?'} MiB`
  const results = { 'cold start': seconds(duration), 'memory after the start': memory() }
  const { owner, application, auditSecret } = embeddedDatabase(directory)
  const auditOrganization = await createAuditOrganization(env, closers)
  closers.push((await startBareServer(ports.bare, application, auditOrganization)).close)
  const organizations = await seedOrganizations(env, owner, closers)
  const largest = organizations.reduce((a, b) => (b.size > a.size ? b : a))
  results[`seeding ${largest.size} accounts`] = seconds(largest.seedDuration)
  const activity = { owner, auditSecret, entries: ENTRIES }
  results['filling the logs'] = seconds(await fillActivity(organizations, activity))
  await warmUp(pages, organizations[0], ports)
  for (const row of [columns, columns.map(() => '---')]) printRow(row)
  for (const operation of [...pages, ...calls]) {
    for (const row of await measure(operation, organizations, ports)) printRow(row)
  }
  process.stdout.write('\n')
  printList({ ...results, 'memory after the load': memory() })
  printList(await measureExport(ports.console, largest, child))
  printList(await measureDeletion(ports.console, largest))
  printList(await measurePageWeights(ports.console, largest))
}

ensureInstalled()
const directory = mkdtempSync(path.join(tmpdir(), 'console-bench-'))
chmodSync(directory, 0o755)
const closers = []
async function cleanUp() {
  for (const close of closers.splice(0).reverse()) {
    await close().catch((error) => process.stderr.write(`${error}\n`))
  }
  rmSync(directory, { recursive: true, force: true })
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => cleanUp().finally(() => process.exit(1)))
}
try {
  await bench(directory, closers)
} finally {
  await cleanUp()
}
