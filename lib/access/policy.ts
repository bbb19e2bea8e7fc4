import type { SignInFacts } from '@/lib/access/view'
import type { LockOut } from '@/lib/users/view'

/** Why a user's password doesn't let them in. */
export type PasswordProblem =
  | { kind: 'no-password' }
  | { kind: 'invited'; until: Date }
  | { kind: 'initial-password-expired' }
  | { kind: 'locked'; lockOut: LockOut }
  | { kind: 'paused'; lockOut: LockOut; until: Date }

export type Verdict =
  | { kind: 'account-inactive' | 'inactive' }
  | { kind: 'provider-only'; provider: string }
  | { kind: 'passkey-only'; problem: PasswordProblem }
  | PasswordProblem
  | { kind: 'must-choose-password' | 'must-set-up-second-factor' | 'can-sign-in' }

/** Whether a user can sign in, and otherwise what is to be solved first. */
export function signInVerdict(facts: SignInFacts): Verdict {
  if (!facts.accountActive) return { kind: 'account-inactive' }
  if (!facts.active) return { kind: 'inactive' }
  if (facts.requiredProvider !== null) {
    return { kind: 'provider-only', provider: facts.requiredProvider }
  }
  const problem = passwordProblem(facts)
  if (problem) return facts.passkeys > 0 ? { kind: 'passkey-only', problem } : problem
  if (facts.mustChangePassword || facts.passwordExpired) return { kind: 'must-choose-password' }
  if (facts.isSecondFactorDue) return { kind: 'must-set-up-second-factor' }
  return { kind: 'can-sign-in' }
}

function passwordProblem(facts: SignInFacts): PasswordProblem | undefined {
  const { hasPassword, invitedUntil, initialPasswordExpired, lockOut } = facts
  if (!hasPassword) {
    return invitedUntil ? { kind: 'invited', until: invitedUntil } : { kind: 'no-password' }
  }
  if (initialPasswordExpired) return { kind: 'initial-password-expired' }
  if (lockOut.lockedAt) return { kind: 'locked', lockOut }
  if (lockOut.blockedUntil) return { kind: 'paused', lockOut, until: lockOut.blockedUntil }
  return undefined
}

/** Whether the user gets into the console, possibly after one more step. */
export function isAllowed({ kind }: Verdict): boolean {
  return (
    kind === 'can-sign-in' ||
    kind === 'provider-only' ||
    kind === 'must-choose-password' ||
    kind === 'must-set-up-second-factor'
  )
}
