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

export function ensureChromium() {
  const chromium = findChromium() ?? install()
  if (!chromium) {
    throw new Error(
      'The browser tests need Chromium, which was not found and could not be installed.\n' +
        'Install it (Debian, Ubuntu: apt-get install chromium; elsewhere: npx playwright install ' +
        'chromium) or set CHROMIUM_PATH. npm run validate runs everything else.',
    )
  }
  const { status, stderr, error } = spawnSync(chromium, ['--version'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${chromium} does not start: ${error?.message ?? stderr}`)
  return chromium
}

function install() {
  process.stdout.write('Chromium is missing. Installing it.\n')
  const playwright = path.join(root, 'node_modules/@playwright/test/cli.js')
  tryRun(process.execPath, [playwright, 'install', 'chromium', '--no-shell'], 60)
  const downloaded = findChromium()
  if (downloaded || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return downloaded
  if (tryRun('apt-get', ['update'], 120)) {
    tryRun('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 240)
  }
  return findChromium()
}

function tryRun(command, args, seconds) {
  const { status, error } = spawnSync(command, args, {
    stdio: ['ignore', 2, 2],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status === 0) return true
  const reason = error?.message ?? `exit code ${status}`
  process.stdout.write(`${path.basename(command)} ${args.at(-1)} failed: ${reason}\n`)
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
