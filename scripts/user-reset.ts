import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { AppError } from '@/lib/errors'
import { generatePassword } from '@/lib/passwords/generate'
import { recoverUser } from '@/lib/sessions/recovery'

const usage = 'Usage: npm run user:reset -- --email … [--password-stdin] [--json]'

const { values: options } = parseArgs({
  options: {
    email: { type: 'string' },
    'password-stdin': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const typed = options['password-stdin']
  ? (await text(process.stdin)).replace(/\r?\n$/, '')
  : undefined
const password = typed ?? generatePassword()
const database = await openDatabase()
try {
  const origin = { address: 'host', requestId: randomUUID(), userAgent: 'user:reset' }
  const { id, ended } = await recoverUser(origin, { email: options.email ?? '', password })
  print({ userId: id, sessionsEnded: ended, ...(typed === undefined ? { password } : {}) })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  const sentences = Object.values(error.fields)
  process.stderr.write(
    `${(sentences.length > 0 ? [...sentences, usage] : [error.message]).join('\n')}\n`,
  )
} finally {
  await closeDatabase()
  await database.release()
}

function print(result: { userId: number; sessionsEnded: number; password?: string }) {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  const lines = [`User            ${result.userId}`, `Sessions ended  ${result.sessionsEnded}`]
  if (result.password !== undefined) {
    lines.push(`Password        ${result.password}`, 'The password is not shown again.')
  }
  lines.push('They choose a password of their own when they sign in.')
  process.stdout.write(`${lines.join('\n')}\n`)
}
