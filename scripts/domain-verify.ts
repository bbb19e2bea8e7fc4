import { parseInput } from '@/lib/parse-input'
import { verifyDomainOnHost, verifyDomainSchema } from '@/lib/providers/verify-on-host'
import { commandOrigin, printResult, readOptions, runCommand } from '@/scripts/command-line'

const usage = 'Usage: npm run domain:verify -- --provider … --domain … [--json]'

const options = readOptions(usage, {
  provider: { type: 'string', default: '' },
  domain: { type: 'string', default: '' },
  json: { type: 'boolean', default: false },
})

const check = () =>
  parseInput(verifyDomainSchema, { provider: options.provider, domain: options.domain })
await runCommand(usage, check, async (input) => {
  const { name, domain } = await verifyDomainOnHost(commandOrigin('domain:verify'), input)
  printResult(
    [
      ['provider', 'Provider', name],
      ['domain', 'Domain', domain],
    ],
    { json: options.json, note: 'People with an address of this domain are led to the provider.' },
  )
})
