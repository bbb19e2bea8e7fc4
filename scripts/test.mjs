import { mkdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { ensureChromium } from './browser.mjs'
import { bin, checks } from './checks/checks.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { runNode, stopAll } from './run-node.mjs'
import { readPlaywright, readVitest } from './test-reports.mjs'

const RESULTS = 'test-results'
// A busy machine must not fail the whole run. The reporters name every test that needed its retry.
const RETRIES = { tests: '--retry=1', specs: '--retries=1' }
const count = { passed: 0, failed: 0 }
/** Told again at the end, where someone who sees only the last lines looks. */
const failures = []
let finished = false
let isPipeClosed = false

// However this process ends, its last line is the count, and its exit code agrees with it.
process.on('exit', () => {
  if (!finished) count.failed += 1
  if (!isPipeClosed) writeSync(1, `${count.passed} passed, ${count.failed} failed\n`)
  process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1
})
// The reader of a pipe, such as `head`, needs no more.
process.stdout.on('error', async () => {
  isPipeClosed = true
  await stopAll({ interrupted: false })
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await stopAll({ interrupted: signal === 'SIGINT' })
    process.exit(1)
  })
}

function printResult(name, startedAt, { ok, output }) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`)
}

async function check(name, programs) {
  const startedAt = performance.now()
  let result = { ok: true, output: '' }
  for (const args of programs) if (result.ok) result = await runNode(args)
  count[result.ok ? 'passed' : 'failed'] += 1
  if (!result.ok) failures.push(`✗ ${name}\n${result.output.trimEnd().slice(-2_000)}`)
  printResult(name, startedAt, result)
  return result.ok
}

async function suite(name, args, reportFile, read) {
  const startedAt = performance.now()
  rmSync(reportFile, { force: true })
  const { ok, output } = await runNode(args, { live: true, timeoutMinutes: 30 })
  const { passed, failed, failures: explained } = readReport(reportFile, read)
  failures.push(...explained)
  if (!ok && failed === 0) failures.push(`✗ ${name}: all passed, but the program failed`)
  count.passed += passed
  count.failed += ok ? failed : Math.max(failed, 1)
  printResult(name, startedAt, { ok, output })
}

function readReport(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    process.stdout.write(`No report in ${file}: ${error.message}\n`)
    return { passed: 0, failed: 1, failures: [] }
  }
}

async function runChecks(names = Object.keys(checks)) {
  for (const name of names) await check(name, checks[name])
}

function runVitest() {
  const file = `${RESULTS}/vitest.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const program = [bin('vitest/vitest.mjs'), 'run', RETRIES.tests, ...reporters]
  return suite('tests', program, file, readVitest)
}

function runPlaywright() {
  const program = [bin('@playwright/test/cli.js'), 'test', RETRIES.specs]
  return suite('specs', program, `${RESULTS}/specs.json`, readPlaywright)
}

function findBrowser() {
  try {
    process.stdout.write(`✓ browser: ${ensureChromium()}\n`)
    count.passed += 1
    return true
  } catch (error) {
    process.stdout.write(`✗ browser\n${error.message}\n`)
    count.failed += 1
    return false
  }
}

async function runAll({ withBrowser }) {
  await Promise.all([runChecks(), runVitest()])
  if (!withBrowser) return
  const built = await check('build', [['scripts/start.mjs', '--build-only']])
  if (built && findBrowser()) await runPlaywright()
}

ensureInstalled()
mkdirSync(RESULTS, { recursive: true })
const [option, ...names] = process.argv.slice(2)
if (option === '--only') await runChecks(names)
else await runAll({ withBrowser: option !== '--no-browser' })
if (failures.length > 0) process.stdout.write(`${failures.join('\n')}\n`)
finished = true
