import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { admitDenial, type DenialKind } from '@/lib/activity/denial-limits'

let lastUserId = 0

const author = (userId: number) => ({
  organizationId: 1,
  userId,
  origin: { address: '192.0.2.1', requestId: randomUUID(), userAgent: 'test' },
})

/** How many of 50 requests of a person are written. */
function admitted(userId: number, kind: DenialKind, operation = 'session.signIn'): number {
  const requests = Array.from({ length: 50 }, () =>
    admitDenial(author(userId), { operation, kind }),
  )
  return requests.filter(Boolean).length
}

test.each([
  ['denied', 30],
  ['wrong-password', 10],
  ['rate-limited', 1],
] as const)('of %s requests in a minute, the log has %i', (kind, max) => {
  expect(admitted(++lastUserId, kind)).toBe(max)
})

test('wrong passwords use up no other denials, and those of a sign-in none of a password change', () => {
  const userId = ++lastUserId
  admitted(userId, 'wrong-password')
  expect(admitted(userId, 'wrong-password', 'profile.changePassword')).toBe(10)
  expect(admitted(userId, 'denied')).toBe(30)
})
