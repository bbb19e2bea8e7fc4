import { createOrganization } from '@/lib/organization/create'
import { createOrganizationSchema } from '@/lib/organization/schema'
import { parseInput } from '@/lib/parse-input'
import { generatePassword } from '@/lib/passwords/generate'
import {
  commandOrigin,
  printResult,
  readOptions,
  readPasswordFromStdin,
  runCommand,
} from '@/scripts/command-line'

const usage =
  'Usage: npm run org:create -- --name … --first-name … --last-name … --email … [--password-stdin] [--json]'

const options = readOptions(usage, {
  name: { type: 'string', default: '' },
  'first-name': { type: 'string', default: '' },
  'last-name': { type: 'string', default: '' },
  email: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
})

const generated = options['password-stdin'] ? undefined : generatePassword()
const password = generated ?? (await readPasswordFromStdin())
const raw = {
  name: options.name,
  firstName: options['first-name'],
  lastName: options['last-name'],
  email: options.email,
  password,
}
const check = () => parseInput(createOrganizationSchema, raw)
await runCommand(usage, check, async (input) => {
  const created = await createOrganization(commandOrigin('org:create'), input)
  printResult(
    [
      ['organizationId', 'Organization', created.organizationId],
      ['accountId', 'Default account', created.accountId],
      ['userId', 'Administrator', created.userId],
      ['password', 'Password', generated],
      ['organizationSecret', 'Organization Secret', created.organizationSecret],
      ['userSecret', 'User Secret', created.userSecret],
    ],
    { json: options.json, note: 'The secrets are not shown again.' },
  )
})
