import { load } from './bundle.mjs'
import { ensureInstalled } from './ensure-installed.mjs'

const [file] = process.argv.splice(2, 1)
ensureInstalled()
await load(file)
