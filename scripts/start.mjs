import { load } from './bundle.mjs'
import { endWithNpm } from './end-with-npm.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

ensureInstalled()
endWithNpm()
const development = process.argv.includes('--dev')
const buildOnly = process.argv.includes('--build-only')
if (!buildOnly) (await load('lib/env.ts')).readSettingsOrExit()
if (!development) await (await load('scripts/build.ts')).ensureBuilt()
if (!buildOnly) await (await load('server/main.ts')).serve({ development })
