import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from './ensure-installed.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The Chromium that the stories run in, if this machine has one that can be started. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH
  const directories = (process.env.PATH ?? '').split(path.delimiter)
  const candidates = [
    createRequire(import.meta.url)('@playwright/test').chromium.executablePath(),
    ...names.flatMap((name) => directories.map((directory) => path.join(directory, name))),
    ...(process.platform === 'darwin' ? applications : []),
  ]
  return candidates.find(isExecutable)
}

/** The same, installing one when there is none; throws what is missing and what to do. */
export function ensureChromium() {
  const found = findChromium() ?? install()
  if (!found) {
    throw new Error(
      'The stories need Chromium: none was found, and none could be installed here.\n' +
        'Install one (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install ' +
        'chromium) or set CHROMIUM_PATH to one. Everything else runs with: npm run validate',
    )
  }
  const { status, stderr, error } = spawnSync(found, ['--version'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${found} does not start: ${error?.message ?? stderr}`)
  return found
}

function install() {
  process.stdout.write('There is no Chromium here yet; installing one.\n')
  const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
  attempt(process.execPath, [playwright, 'install', 'chromium', '--no-shell'], 60)
  const downloaded = findChromium()
  if (downloaded || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return downloaded
  if (attempt('apt-get', ['update'], 120)) {
    attempt('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 240)
  }
  return findChromium()
}

function attempt(command, args, seconds) {
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status === 0) return true
  const why = error?.message ?? `it ended with ${status}`
  process.stdout.write(`${path.basename(command)} ${args.at(-1)} did not work: ${why}\n`)
  return false
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
