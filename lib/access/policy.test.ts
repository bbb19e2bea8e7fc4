import { describe, expect, test } from 'vitest'
import { isAllowed, signInVerdict } from '@/lib/access/policy'
import type { SignInFacts } from '@/lib/access/view'
import { usualFacts as usual } from '@/lib/testing/sign-in-facts'

const until = new Date('2026-03-03T14:32:00Z')
const paused = { lockedAt: null, firstAt: until, networks: [], blockedUntil: until, attempts: 5 }
const locked = { ...paused, lockedAt: until, attempts: 100 }

// What can be wrong, the most decisive first.
const problems: [kind: string, facts: Partial<SignInFacts>][] = [
  ['account-inactive', { accountActive: false }],
  ['inactive', { active: false }],
  ['provider-only', { requiredProvider: 'Acme ID' }],
  ['invited', { hasPassword: false, invitedUntil: until }],
  ['no-password', { hasPassword: false }],
  ['initial-password-expired', { initialPasswordExpired: true }],
  ['locked', { lockOut: locked }],
  ['paused', { lockOut: paused }],
  ['must-choose-password', { passwordExpired: true }],
  ['must-choose-password', { mustChangePassword: true }],
  ['must-set-up-second-factor', { isSecondFactorDue: true }],
]

/** All combinations of the problems: 2,048. */
const combinations = Array.from({ length: 2 ** problems.length }, (_, bits) =>
  problems.filter((_problem, index) => bits & (1 << index)),
)

// Of two problems that set the same fact, the first one decides.
const factsOf = (combination: typeof problems): SignInFacts =>
  Object.assign({ ...usual }, ...combination.map(([, facts]) => facts).toReversed())

test('the most decisive of all problems is the verdict', () => {
  for (const combination of combinations) {
    const [first = ['can-sign-in']] = combination
    const names = combination.map(([kind]) => kind).join(', ')
    expect(signInVerdict(factsOf(combination)).kind, names).toBe(first[0])
  }
})

describe('a passkey', () => {
  const passwordProblems = [
    'invited',
    'no-password',
    'initial-password-expired',
    'locked',
    'paused',
  ]

  test('opens the way that a password has lost, and no other', () => {
    for (const combination of combinations) {
      const facts = factsOf(combination)
      const without = signInVerdict(facts)
      const verdict = signInVerdict({ ...facts, passkeys: 1 })
      expect(verdict).toEqual(
        passwordProblems.includes(without.kind)
          ? { kind: 'passkey-only', problem: without }
          : without,
      )
    }
  })
})

test('who gets in with a password or a provider is allowed', () => {
  const allowed = problems.filter(([, facts]) => isAllowed(signInVerdict({ ...usual, ...facts })))
  expect(allowed.map(([kind]) => kind)).toEqual([
    'provider-only',
    'must-choose-password',
    'must-choose-password',
    'must-set-up-second-factor',
  ])
  expect(isAllowed(signInVerdict(usual))).toBe(true)
})
