import { formatCount, formatMoment } from '@/components/ui/format'
import type { PasswordProblem, Verdict } from '@/lib/access/policy'
import type { SignInFacts } from '@/lib/access/view'
import type { Reader } from '@/lib/reader'
import type { LockOut } from '@/lib/users/view'

type Options = { facts: SignInFacts; reader: Reader; now: Date }

/** One sentence that says whether a user can sign in, and otherwise why not. */
export function verdictText(verdict: Verdict, options: Options): string {
  switch (verdict.kind) {
    case 'can-sign-in':
      return 'Can sign in.'
    case 'must-choose-password':
      return 'Can sign in, and must then choose a new password.'
    case 'must-set-up-second-factor':
      return 'Can sign in, and must then set up a second factor.'
    case 'provider-only':
      return `Can sign in with ${verdict.provider} only.`
    case 'passkey-only':
      return `Can sign in with a passkey only: ${problemText(verdict.problem, options)}.`
    case 'account-inactive':
      return 'Cannot sign in: their account is deactivated.'
    case 'inactive':
      return 'Cannot sign in: this user is deactivated.'
    default:
      return `Cannot sign in: ${problemText(verdict, options)}.`
  }
}

function problemText(problem: PasswordProblem, options: Options): string {
  const { reader, now } = options
  switch (problem.kind) {
    case 'no-password':
      return 'no password yet'
    case 'invited':
      return `invited until ${formatMoment(problem.until, now, reader)}, no password yet`
    case 'initial-password-expired':
      return 'nobody used the initial password for 30 days, so it has expired'
    case 'locked':
      return `${attemptsText(problem.lockOut, options)}, until someone unlocks them`
    case 'paused': {
      const until = formatMoment(problem.until, now, reader)
      return `${attemptsText(problem.lockOut, options)}, until ${until}`
    }
  }
}

/** "5 wrong passwords from 203.0.113.0/24". */
export function attemptsText(
  { attempts, networks }: LockOut,
  { facts, reader: { locale } }: Pick<Options, 'facts' | 'reader'>,
): string {
  const [network, ...others] = networks
  const from = network ? ` from ${network}` : ''
  const more =
    others.length > 0 ? ` and ${formatCount(others.length, 'other network', locale)}` : ''
  // With an authenticator app, wrong codes count as well.
  const noun = facts.authenticatorSince ? 'failed attempt' : 'wrong password'
  return `${formatCount(attempts, noun, locale)}${from}${more}`
}
