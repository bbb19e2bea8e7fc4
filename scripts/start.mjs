import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { load } from './bundle.mjs'
import { ensureInstalled, run } from './ensure-installed.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'package-lock.json',
  'next.config.js',
  'postcss.config.js',
]

function newest(entry) {
  const { mtimeMs } = statSync(entry)
  if (!statSync(entry).isDirectory()) return mtimeMs
  const below = readdirSync(entry).map((name) => newest(path.join(entry, name)))
  return Math.max(mtimeMs, ...below)
}

function ensureBuilt() {
  const built = '.next/BUILD_ID'
  const sourced = sources.filter((entry) => existsSync(entry))
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sourced.map(newest))) return
  run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    NEXT_TELEMETRY_DISABLED: '1',
    NODE_ENV: 'production',
  })
}

ensureInstalled()
const development = process.argv.includes('--dev')
if (!development) ensureBuilt()
if (!process.argv.includes('--build-only')) {
  const { serve } = await load('scripts/serve.ts')
  await serve({ development })
}
