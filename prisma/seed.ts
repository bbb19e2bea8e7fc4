import { parseArgs } from 'node:util'
import { closeDatabase } from '@/lib/db/client'
import { openDatabase } from '@/lib/db/settings'
import { AppError } from '@/lib/errors'
import { seedOrganization } from '@/lib/organization/commands'

const { values: options } = parseArgs({
  options: {
    accounts: { type: 'string', default: '40' },
    'users-per-account': { type: 'string', default: '3' },
    organization: { type: 'string' },
  },
})

const database = await openDatabase()
try {
  const began = performance.now()
  const origin = { address: 'host', requestId: crypto.randomUUID(), userAgent: 'db:seed' }
  const seeded = await seedOrganization(origin, {
    accounts: options.accounts,
    usersPerAccount: options['users-per-account'],
    organizationId: options.organization,
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(
    `Added ${seeded.accounts} accounts with ${seeded.users} users to ${seeded.organization} in ${seconds} s.\n`,
  )
} catch (error) {
  if (!(error instanceof AppError)) throw error
  process.exitCode = 1
  process.stderr.write(`${[error.message, ...Object.values(error.fields)].join('\n')}\n`)
} finally {
  await closeDatabase()
  await database.release()
}
