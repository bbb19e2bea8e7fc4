import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { AppError } from '@/lib/errors'

test('more passwords than can wait are refused at once, and the others are served', async () => {
  const stored = await hash('Correct-horse-7', { memoryCost: 4096, timeCost: 2, parallelism: 1 })
  const asked = await Promise.allSettled(
    Array.from({ length: 110 }, () => verifyPassword(stored, 'Correct-horse-7')),
  )
  const refused = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refused).toHaveLength(8)
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(AppError)
    expect(reason).toMatchObject({ code: 'unavailable', retryAfter: 5 })
  }
  expect(await verifyPassword(stored, 'Wrong-horse-7')).toBe(false)
})

test('a password is stored as argon2id of 64 MiB, three times over', async () => {
  const stored = await hashPassword('Correct-horse-7')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await verifyPassword(stored, 'Correct-horse-7')).toBe(true)
  expect(await verifyPassword(stored, 'Wrong-horse-7')).toBe(false)
})
