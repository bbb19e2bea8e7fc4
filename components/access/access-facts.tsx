import type { ReactNode } from 'react'
import { attemptsText } from '@/components/access/verdict-text'
import { formatCount } from '@/components/ui/format'
import { DateText, TimeText } from '@/components/ui/time'
import type { SignInFacts } from '@/lib/access/view'
import type { Reader } from '@/lib/reader'

type User = { lastLoginAt: Date | null; account: { name: string } }
type Props = { user: User; facts: SignInFacts; reader: Reader }

/** What the verdict rests on. */
export function AccessFacts({ user, facts, reader }: Props) {
  const { active, accountActive, passkeys } = facts
  return (
    <dl className="grid gap-x-8 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
      <Fact label="Status">
        <span>{active ? 'Active, in ' : 'Deactivated, in '}</span>
        {!accountActive && <span>the deactivated account </span>}
        <bdi>{user.account.name}</bdi>
      </Fact>
      <Fact label="Password">
        <Password facts={facts} reader={reader} />
      </Fact>
      <Fact label="Second factor">
        <SecondFactor facts={facts} reader={reader} />
      </Fact>
      <Fact label="Passkeys">
        <span>{passkeys === 0 ? 'None' : formatCount(passkeys, 'passkey', reader.locale)}</span>
      </Fact>
      <Fact label="Failed attempts">
        <FailedAttempts facts={facts} reader={reader} />
      </Fact>
      <Fact label="Last sign-in">
        {user.lastLoginAt ? (
          <TimeText date={user.lastLoginAt} reader={reader} />
        ) : (
          <span>Never</span>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-help text-text-2">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  )
}

type FactProps = { facts: SignInFacts; reader: Reader }

function Password({ facts, reader }: FactProps) {
  if (!facts.hasPassword) return <span>None yet</span>
  return (
    <>
      <span>Set </span>
      <TimeText date={facts.passwordChangedAt} reader={reader} />
      <span>{passwordState(facts)}</span>
    </>
  )
}

function passwordState(facts: SignInFacts): string {
  if (facts.initialPasswordExpired) return ' by someone else, expired unused'
  if (facts.passwordExpired) return ', expired: to be changed at the next sign-in'
  if (facts.mustChangePassword) return ', to be changed at the next sign-in'
  return facts.initialPassword ? ' by someone else, not used yet' : ''
}

function SecondFactor({ facts, reader }: FactProps) {
  const { authenticatorSince, recoveryCodes, secondFactorDueAt, isSecondFactorDue } = facts
  if (authenticatorSince) {
    const codes = formatCount(recoveryCodes, 'recovery code', reader.locale)
    return (
      <>
        <span>Authenticator app since </span>
        <DateText date={authenticatorSince} reader={reader} />
        <span>{`, ${codes} left`}</span>
      </>
    )
  }
  if (!secondFactorDueAt) return <span>None</span>
  return (
    <>
      <span>{isSecondFactorDue ? 'None, required since ' : 'None, required from '}</span>
      <TimeText date={secondFactorDueAt} reader={reader} />
    </>
  )
}

function FailedAttempts({ facts, reader }: FactProps) {
  const { lockOut } = facts
  if (!lockOut.firstAt || lockOut.attempts === 0) {
    return <span>None since the last sign-in</span>
  }
  return (
    <>
      <span>{`${attemptsText(lockOut, { facts, reader })} since `}</span>
      <TimeText date={lockOut.firstAt} reader={reader} />
      {lockOut.lockedAt && (
        <p className="text-help text-text-2">
          Only a browser in which this user signed in before still accepts the password.
        </p>
      )}
      {!lockOut.lockedAt && lockOut.blockedUntil && (
        <p className="text-help text-text-2">
          <span>Sign-in from there is possible again at </span>
          <TimeText date={lockOut.blockedUntil} reader={reader} />
          <span>, and from other networks at any time.</span>
        </p>
      )}
    </>
  )
}
