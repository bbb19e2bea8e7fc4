import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, needsRehash, verifyPassword } from '@/lib/auth/password-hash'
import { AppError } from '@/lib/errors'
import { timed } from '@/lib/testing/timing'

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

test(
  'a broken hash is no password of anybody, and takes as long as a wrong password',
  timed,
  async () => {
    const parameters = '$argon2id$v=19$m=65536,t=3,p=1'
    const salt = 'c2FsdHNhbHRzYWx0c2FsdA'
    const hashed = 'a'.repeat(43)
    const broken = [
      '',
      '!',
      'plain text',
      parameters,
      `${parameters}$`,
      `${parameters}$${salt}$`,
      `${parameters}$$${hashed}`,
      `${parameters}$!$!`,
      `${parameters}$${salt}$${hashed.slice(0, 9)}`,
      `${parameters}$${salt}$${hashed}$`,
      `$argon2id$v=19$m=0,t=0,p=0$${salt}$${hashed}`,
      `$argon2id$v=19$m=1,t=1,p=4$${salt}$${hashed}`,
      `$argon2id$v=19$m=${'9'.repeat(40)},t=1,p=1$${salt}$${hashed}`,
      `$argon2i$v=19$m=65536,t=3,p=1$${salt}$${hashed}`,
      `$2b$12$${'a'.repeat(53)}`,
    ]
    const timeToVerify = async (stored: string) => {
      const start = performance.now()
      expect(await verifyPassword(stored, 'Correct-horse-7'), stored).toBe(false)
      return performance.now() - start
    }
    const usual = await timeToVerify(await hashPassword('Another-horse-8'))
    for (const stored of broken) {
      expect(await timeToVerify(stored), stored).toBeGreaterThan(usual / 20)
    }
  },
)

test('a hash that costs more than the limits is not even computed', async () => {
  const cheap = { memoryCost: 1024, timeCost: 1, parallelism: 1 }
  const excesses = [{ memoryCost: 262_145 }, { timeCost: 11 }, { parallelism: 5 }]
  for (const excess of excesses) {
    const stored = await hash('Correct-horse-7', { ...cheap, ...excess })
    expect(await verifyPassword(stored, 'Correct-horse-7'), stored).toBe(false)
  }
  expect(await verifyPassword(await hash('Correct-horse-7', cheap), 'Correct-horse-7')).toBe(true)
})

test('only a hash with other parameters is renewed', async () => {
  expect(needsRehash(await hashPassword('Correct-horse-7'))).toBe(false)
  for (const old of [
    { memoryCost: 19_456, timeCost: 3, parallelism: 1 },
    { memoryCost: 65_536, timeCost: 2, parallelism: 1 },
    { memoryCost: 65_536, timeCost: 3, parallelism: 2 },
  ]) {
    expect(needsRehash(await hash('Correct-horse-7', old))).toBe(true)
  }
})
