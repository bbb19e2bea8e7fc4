import { describe, expect, test } from 'vitest'
import { readPerson } from '@/lib/providers/claims'

describe('what a provider says about a person', () => {
  test.each([undefined, '', 7, 'a\0', 'a\n', '\ud800', 'x'.repeat(256)])(
    'is malformed with the subject %j',
    (sub) => {
      expect(() => readPerson({ sub })).toThrow('no valid subject')
    },
  )

  test('counts as far as it is readable', () => {
    const garbage = { email: {}, email_verified: 'maybe', name: 7, auth_time: 'now' }
    const nothing = { email: undefined, emailVerified: false, authenticatedAt: undefined }
    expect(readPerson({ sub: 'auth0|7', ...garbage })).toMatchObject(nothing)
    const impossible = { email: 'a\0@example.com', email_verified: 'true', auth_time: 1e15 }
    expect(readPerson({ sub: 'auth0|7', ...impossible })).toMatchObject({
      ...nothing,
      emailVerified: true,
    })
  })
})
