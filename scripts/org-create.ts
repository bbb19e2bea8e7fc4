import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { createOrganization, type NewOrganization } from '@/lib/organization/create'
import { createOrganizationSchema } from '@/lib/organization/schema'
import { parseInput } from '@/lib/parse-input'
import { generatePassword } from '@/lib/passwords/generate'
import { optionsOf, runCommand } from '@/scripts/command-line'

const usage = `Usage: npm run org:create -- --name … --first-name … --last-name … --email … [--password-stdin] [--json]`

const { values: options } = optionsOf(usage, () =>
  parseArgs({
    options: {
      name: { type: 'string', default: '' },
      'first-name': { type: 'string', default: '' },
      'last-name': { type: 'string', default: '' },
      email: { type: 'string', default: '' },
      'password-stdin': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  }),
)

const typed = options['password-stdin']
  ? (await text(process.stdin)).replace(/\r?\n$/, '')
  : undefined
const input = {
  name: options.name,
  firstName: options['first-name'],
  lastName: options['last-name'],
  email: options.email,
  password: typed ?? generatePassword(),
}
const check = () => parseInput(createOrganizationSchema, input)
await runCommand(usage, check, async () => {
  const origin = { address: 'host', requestId: randomUUID(), userAgent: 'org:create' }
  const founded = await createOrganization(origin, input)
  print({ ...founded, ...(typed === undefined ? { password: input.password } : {}) })
})

function print(result: NewOrganization & { password?: string }) {
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
