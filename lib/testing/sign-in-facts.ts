import type { SignInFacts } from '@/lib/access/view'

/** Of a user who signs in with a password, and with nothing else. */
export const usualFacts: SignInFacts = {
  active: true,
  accountActive: true,
  hasPassword: true,
  passwordChangedAt: new Date('2026-01-01T00:00:00Z'),
  initialPassword: false,
  initialPasswordExpired: false,
  passwordExpired: false,
  mustChangePassword: false,
  invitedUntil: null,
  lockOut: { lockedAt: null, blockedUntil: null, firstAt: null, attempts: 0, networks: [] },
  authenticatorSince: null,
  recoveryCodes: 0,
  passkeys: 0,
  secondFactorDueAt: null,
  isSecondFactorDue: false,
  requiredProvider: null,
}
