import { load } from './bundle.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

ensureInstalled()
const development = process.argv.includes('--dev')
const only = process.argv.includes('--build-only')
if (!only) (await load('lib/env.ts')).readSettingsOrExit()
if (!development) await (await load('scripts/build.ts')).ensureBuilt()
if (!only) await (await load('server/main.ts')).serve({ development })
