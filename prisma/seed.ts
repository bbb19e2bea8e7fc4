import { seedSchema } from '@/lib/organization/schema'
import { seedOrganization } from '@/lib/organization/seed'
import { parseInput } from '@/lib/parse-input'
import { commandOrigin, readOptions, runCommand } from '@/scripts/command-line'

const usage =
  'Usage: npm run db:seed -- [--accounts 40] [--users-per-account 3] [--organization <ID>]'

const options = readOptions(usage, {
  accounts: { type: 'string', default: '40' },
  'users-per-account': { type: 'string', default: '3' },
  organization: { type: 'string' },
})

const raw = {
  accounts: options.accounts,
  usersPerAccount: options['users-per-account'],
  organizationId: options.organization,
}
const check = () => parseInput(seedSchema, raw)
await runCommand(usage, check, async (input) => {
  const startedAt = performance.now()
  const seeded = await seedOrganization(commandOrigin('db:seed'), input)
  const { accounts, users, organization, isResumed } = seeded
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const note = isResumed ? ' This completes the same seed, which was interrupted.' : ''
  process.stdout.write(
    `Added ${accounts} accounts with ${users} users to ${organization} in ${seconds} s.${note}\n`,
  )
})
