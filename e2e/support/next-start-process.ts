// Runs `next start` on the database of a running console, with its settings.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '@/lib/db/settings'

const database = await openDatabase()
const { HOST = '', PORT = '' } = process.env
const program = ['node_modules/next/dist/bin/next', 'start', '--hostname', HOST, '--port', PORT]
const child = spawn(process.execPath, program, {
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production' },
})
process.on('SIGTERM', () => child.kill('SIGTERM'))
await once(child, 'exit')
await database.release()
process.exit(0)
