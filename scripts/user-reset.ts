import { parseInput } from '@/lib/parse-input'
import { recoverUser, recoverUserSchema } from '@/lib/sessions/recovery'
import {
  commandOrigin,
  printResult,
  readOptions,
  readPassword,
  runCommand,
} from '@/scripts/command-line'

const usage = 'Usage: npm run user:reset -- --email … [--password-stdin] [--json]'

const options = readOptions(usage, {
  email: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
})

const { password, generated } = await readPassword({ fromStdin: options['password-stdin'] })
const check = () => parseInput(recoverUserSchema, { email: options.email, password })
await runCommand(usage, check, async (input) => {
  const { id, sessionsEnded, secretEnded } = await recoverUser(commandOrigin('user:reset'), input)
  const notShownAgain = generated === undefined ? '' : 'The password is not shown again. '
  printResult(
    [
      ['userId', 'User', id],
      ['sessionsEnded', 'Sessions ended', sessionsEnded],
      ['userSecret', 'User Secret', secretEnded ? 'ended' : 'none'],
      ['password', 'Password', generated],
    ],
    { json: options.json, note: `${notShownAgain}The user chooses a new one at the next sign-in.` },
  )
})
