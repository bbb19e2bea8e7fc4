import { parseArgs } from 'node:util'
import { seedSchema } from '@/lib/organization/schema'
import { seedOrganization } from '@/lib/organization/seed'
import { parseInput } from '@/lib/parse-input'
import { optionsOf, runCommand } from '@/scripts/command-line'

const usage =
  'Usage: npm run db:seed -- [--accounts 40] [--users-per-account 3] [--organization <ID>]'

const { values: options } = optionsOf(usage, () =>
  parseArgs({
    options: {
      accounts: { type: 'string', default: '40' },
      'users-per-account': { type: 'string', default: '3' },
      organization: { type: 'string' },
    },
  }),
)

const input = {
  accounts: options.accounts,
  usersPerAccount: options['users-per-account'],
  organizationId: options.organization,
}
const check = () => parseInput(seedSchema, input)
await runCommand(usage, check, async () => {
  const began = performance.now()
  const origin = { address: 'host', requestId: crypto.randomUUID(), userAgent: 'db:seed' }
  const seeded = await seedOrganization(origin, input)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  process.stdout.write(
    `Added ${seeded.accounts} accounts with ${seeded.users} users to ${seeded.organization} in ${seconds} s.\n`,
  )
})
