import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '@/lib/auth/password'
import { AppError } from '@/lib/errors'

test('more passwords than can wait are refused at once, and the others are served', async () => {
  const hash = await hashPassword('Correct-horse-7')
  const asked = await Promise.allSettled(
    Array.from({ length: 110 }, () => verifyPassword(hash, 'Correct-horse-7')),
  )
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(8)
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(AppError)
    expect(reason).toMatchObject({ code: 'unavailable', retryAfter: 5 })
  }
  expect(await verifyPassword(hash, 'Wrong-horse-7')).toBe(false)
}, 60_000)
