import { mkdirSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { ensureChromium } from './browser.mjs'
import { runNode, stopAll } from './checks/run-node.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

const RESULTS = 'test-results'
const bin = (path) => `node_modules/${path}`
const withBrowser = !process.argv.includes('--no-browser')
const count = { passed: 0, failed: 0 }
let finished = false

// However this process ends, its last line is the count and its code says the same.
process.on('exit', () => {
  if (!finished) count.failed += 1
  writeSync(1, `${count.passed} passed, ${count.failed} failed\n`)
  process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await stopAll({ told: signal === 'SIGINT' })
    process.exit(1)
  })
}

function settle(name, began, { ok, output }) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(`${ok ? '✓' : '✗'} ${name} (${seconds} s)\n`)
  if (!ok) process.stdout.write(`${output.trimEnd()}\n`)
}

/** One check, which counts as one test; its programs run one after the other. */
async function check(name, ...programs) {
  const began = performance.now()
  let result = { ok: true, output: '' }
  for (const args of programs) if (result.ok) result = await runNode(args)
  count[result.ok ? 'passed' : 'failed'] += 1
  settle(name, began, result)
  return result.ok
}

/** A test runner: its tests are counted from what it reports in a file. */
async function suite(name, args, file, tally) {
  const began = performance.now()
  rmSync(file, { force: true })
  const { ok, output } = await runNode(args, { live: true, minutes: 12 })
  const { passed, failed } = report(file, tally)
  count.passed += passed
  count.failed += ok ? failed : Math.max(failed, 1)
  settle(name, began, { ok, output })
}

function report(file, tally) {
  try {
    return tally(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    process.stdout.write(`No result in ${file}: ${error.message}\n`)
    return { passed: 0, failed: 1 }
  }
}

async function checks() {
  await check(
    'types',
    [bin('next/dist/bin/next'), 'typegen'],
    [bin('typescript/bin/tsc'), '--noEmit'],
  )
  const lint = ['ci', '--error-on-warnings', '--colors=off']
  await check('lint and format', [bin('@biomejs/biome/bin/biome'), ...lint])
  await check('rooms', ['scripts/checks/boundaries.mjs'])
  await check('dead code', [
    bin('knip/bin/knip.js'),
    '--no-progress',
    '--treat-config-hints-as-errors',
  ])
  await check('pinned versions', ['scripts/checks/pins.mjs'])
}

function tests() {
  const file = `${RESULTS}/vitest.json`
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const broken = ({ status, assertionResults }) => status === 'failed' && !assertionResults.length
  const tally = ({ numPassedTests: passed, numFailedTests, testResults }) => ({
    passed,
    failed: numFailedTests + testResults.filter(broken).length,
  })
  return suite('tests', [bin('vitest/vitest.mjs'), 'run', ...reporters], file, tally)
}

function stories() {
  const tally = ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky })
  const program = [bin('@playwright/test/cli.js'), 'test']
  return suite('stories', program, `${RESULTS}/specs.json`, tally)
}

function browser() {
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

ensureInstalled()
mkdirSync(RESULTS, { recursive: true })
await Promise.all([checks(), tests()])
if (withBrowser) {
  const built = await check('production build', ['scripts/start.mjs', '--build-only'])
  if (built && browser()) await stories()
}
finished = true
