import { parseInput } from '@/lib/parse-input'
import { recoverUser, recoverUserSchema } from '@/lib/sessions/recovery'
import {
  recoverSecondFactor,
  recoverSecondFactorSchema,
} from '@/lib/sessions/second-factor-recovery'
import {
  commandOrigin,
  printResult,
  readOptions,
  readPasswordFromStdin,
  runCommand,
} from '@/scripts/command-line'

const usage = 'Usage: npm run user:reset -- --email … [--password-stdin | --second-factor] [--json]'

const options = readOptions(usage, {
  email: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  'second-factor': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
})
const { email, json } = options

if (options['second-factor']) await resetSecondFactor()
else await resetPassword(options['password-stdin'])

async function resetPassword(fromStdin: boolean): Promise<void> {
  const given = fromStdin ? { password: await readPasswordFromStdin() } : {}
  const check = () => parseInput(recoverUserSchema, { email, ...given })
  await runCommand(usage, check, async (input) => {
    const { id, sessionsEnded, secretEnded, password } = await recoverUser(
      commandOrigin('user:reset'),
      input,
    )
    const notShownAgain = fromStdin ? '' : 'The password is not shown again. '
    printResult(
      [
        ['userId', 'User', id],
        ['sessionsEnded', 'Sessions ended', sessionsEnded],
        ['userSecret', 'User Secret', secretEnded ? 'ended' : 'none'],
        ['password', 'Password', fromStdin ? undefined : password],
      ],
      { json, note: `${notShownAgain}The user chooses a new one at the next sign-in.` },
    )
  })
}

async function resetSecondFactor(): Promise<void> {
  const check = () => parseInput(recoverSecondFactorSchema, { email })
  await runCommand(usage, check, async (input) => {
    const origin = commandOrigin('user:reset')
    const { id, hadSecondFactor, sessionsEnded } = await recoverSecondFactor(origin, input)
    printResult(
      [
        ['userId', 'User', id],
        ['secondFactor', 'Second factor', hadSecondFactor ? 'removed' : 'none'],
        ['sessionsEnded', 'Sessions ended', sessionsEnded],
      ],
      { json, note: 'The user signs in with the password they have.' },
    )
  })
}
