import { hash } from '@node-rs/argon2'
import { expect, test, vi } from 'vitest'

test('two copies of the password module share one queue', async () => {
  const first = await import('@/lib/auth/password-hash')
  vi.resetModules()
  const second = await import('@/lib/auth/password-hash')
  expect(second.verifyPassword).not.toBe(first.verifyPassword)

  const stored = await hash('Correct-horse-7', { memoryCost: 4096, timeCost: 2, parallelism: 1 })
  const verifications = Array.from({ length: 60 }, () => [
    first.verifyPassword(stored, 'Correct-horse-7'),
    second.verifyPassword(stored, 'Correct-horse-7'),
  ])
  const results = await Promise.allSettled(verifications.flat())
  const rejected = results.filter(({ status }) => status === 'rejected')
  expect(rejected, '2 run, 100 wait, and the rest are rejected').toHaveLength(120 - 102)
})
