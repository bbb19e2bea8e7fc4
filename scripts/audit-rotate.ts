import { verifyingSecrets } from '@/lib/activity/audit-secrets'
import { signWithNewSecret } from '@/lib/activity/rotate-secret'
import { verifyLogs } from '@/lib/activity/verify-log'
import { database } from '@/lib/db/client'
import { commandOrigin, readOptions, runCommand } from '@/scripts/command-line'

const usage = 'Usage: npm run audit:rotate'
readOptions(usage, {})

await runCommand(
  usage,
  () => commandOrigin('audit:rotate'),
  async (origin) => {
    let signed = 0
    for await (const log of verifyLogs(database(), verifyingSecrets())) {
      const { organizationId, problem, needsRotation } = log
      if (problem) {
        process.stderr.write(`Organization ${organizationId}: ${problem}\n`)
        process.exitCode = 1
      } else if (needsRotation) {
        await signWithNewSecret(organizationId, origin)
        signed += 1
      }
    }
    process.stdout.write(`Logs signed with the new secret: ${signed}.\n`)
  },
)
