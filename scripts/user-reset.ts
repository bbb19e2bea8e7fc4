import { parseInput } from '@/lib/parse-input'
import { recoverUser, recoverUserSchema } from '@/lib/sessions/recovery'
import {
  commandOrigin,
  printResult,
  readOptions,
  readPasswordFromStdin,
  runCommand,
} from '@/scripts/command-line'

const usage = 'Usage: npm run user:reset -- --email … [--password-stdin] [--json]'

const options = readOptions(usage, {
  email: { type: 'string', default: '' },
  'password-stdin': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
})

const fromStdin = options['password-stdin']
const given = fromStdin ? { password: await readPasswordFromStdin() } : {}
const check = () => parseInput(recoverUserSchema, { email: options.email, ...given })
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
    { json: options.json, note: `${notShownAgain}The user chooses a new one at the next sign-in.` },
  )
})
