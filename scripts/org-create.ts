import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { AppError } from '@/lib/errors'
import { generatePassword } from '@/lib/generate-password'
import { createOrganization, type Founded } from '@/lib/organization/commands'

const usage = `Usage: npm run org:create -- --name … --first-name … --last-name … --email … [--password-stdin] [--json]`

const { values: options } = parseArgs({
  options: {
    name: { type: 'string' },
    'first-name': { type: 'string' },
    'last-name': { type: 'string' },
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
  const origin = { address: 'host', requestId: randomUUID(), userAgent: 'org:create' }
  const founded = await createOrganization(origin, {
    name: options.name,
    firstName: options['first-name'],
    lastName: options['last-name'],
    email: options.email,
    password,
  })
  print({ ...founded, ...(typed === undefined ? { password } : {}) })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  process.stderr.write(`${[error.message, ...Object.values(error.fields), usage].join('\n')}\n`)
} finally {
  await closeDatabase()
  await database.release()
}

function print(result: Founded & { password?: string }) {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`)
    return
  }
  const labels = {
    organizationId: 'Organization',
    accountId: 'Default account',
    userId: 'Administrator',
    password: 'Password',
    organizationSecret: 'Organization Secret',
    userSecret: 'User Secret',
  }
  const lines = Object.entries(labels).flatMap(([key, label]) => {
    const value = Object.entries(result).find(([name]) => name === key)?.[1]
    return value === undefined ? [] : [`${label.padEnd(20)} ${value}`]
  })
  process.stdout.write(`${lines.join('\n')}\nThe secrets are not shown again.\n`)
}
