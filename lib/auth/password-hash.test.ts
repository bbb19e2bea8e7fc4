import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { AppError } from '@/lib/errors'

test('a full queue rejects further passwords at once and serves the rest', async () => {
  const stored = await hash('Correct-horse-7', { memoryCost: 4096, timeCost: 2, parallelism: 1 })
  const results = await Promise.allSettled(
    Array.from({ length: 110 }, () => verifyPassword(stored, 'Correct-horse-7')),
  )
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(errors).toHaveLength(8)
  for (const error of errors) {
    expect(error).toBeInstanceOf(AppError)
    expect(error).toMatchObject({ code: 'unavailable', retryAfter: 5 })
  }
  expect(await verifyPassword(stored, 'Wrong-horse-7')).toBe(false)
})

test('passwords are stored as argon2id with 64 MiB and three passes', async () => {
  const stored = await hashPassword('Correct-horse-7')
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await verifyPassword(stored, 'Correct-horse-7')).toBe(true)
  expect(await verifyPassword(stored, 'Wrong-horse-7')).toBe(false)
})
