import { expect, test } from 'vitest'
import { verdictText } from '@/components/access/verdict-text'
import type { Verdict } from '@/lib/access/policy'
import { usualFacts as facts } from '@/lib/testing/sign-in-facts'

const now = new Date('2026-03-03T14:20:00Z')
const until = new Date('2026-03-03T14:32:00Z')
const reader = { locale: 'en-GB', timeZone: 'UTC' }
const lockOut = {
  lockedAt: null,
  blockedUntil: until,
  firstAt: null,
  attempts: 5,
  networks: ['203.0.113.0/24'],
}
const networks = ['198.51.100.0/24', '203.0.113.0/24', '2001:db8::/48']
const tomorrow = new Date('2026-03-04T09:00:00Z')

test.each<[verdict: Verdict, text: string]>([
  [{ kind: 'can-sign-in' }, 'Can sign in.'],
  [{ kind: 'must-choose-password' }, 'Can sign in, and must then choose a new password.'],
  [{ kind: 'must-set-up-second-factor' }, 'Can sign in, and must then set up a second factor.'],
  [{ kind: 'provider-only', provider: 'Acme ID' }, 'Can sign in with Acme ID only.'],
  [
    { kind: 'passkey-only', problem: { kind: 'no-password' } },
    'Can sign in with a passkey only: no password yet.',
  ],
  [{ kind: 'account-inactive' }, 'Cannot sign in: their account is deactivated.'],
  [{ kind: 'inactive' }, 'Cannot sign in: this user is deactivated.'],
  [{ kind: 'no-password' }, 'Cannot sign in: no password yet.'],
  [
    { kind: 'invited', until: tomorrow },
    'Cannot sign in: invited until 4 Mar 2026, 09:00, no password yet.',
  ],
  [
    { kind: 'initial-password-expired' },
    'Cannot sign in: nobody used the initial password for 30 days, so it has expired.',
  ],
  [
    { kind: 'paused', lockOut, until },
    'Cannot sign in: 5 wrong passwords from 203.0.113.0/24, until 14:32.',
  ],
  [
    { kind: 'locked', lockOut: { ...lockOut, attempts: 1_234, networks } },
    'Cannot sign in: 1,234 wrong passwords from 198.51.100.0/24 and 2 other networks, until someone unlocks them.',
  ],
])('%j', (verdict, text) => {
  expect(verdictText(verdict, { facts, reader, now })).toBe(text)
})

test('the failed attempts of a user with an authenticator app may have been codes', () => {
  const options = { facts: { ...facts, authenticatorSince: new Date() }, reader, now }
  expect(verdictText({ kind: 'paused', lockOut, until }, options)).toBe(
    'Cannot sign in: 5 failed attempts from 203.0.113.0/24, until 14:32.',
  )
})
