import { vi } from 'vitest'

// Hundreds of tests create a user with a password, so these use 1 MiB of memory instead of 64.
// The unit test lib/auth/password-hash.test.ts uses the real parameters.
vi.mock('@node-rs/argon2', async (importActual) => {
  const argon2 = await importActual<typeof import('@node-rs/argon2')>()
  const fast = { memoryCost: 1024, timeCost: 1, parallelism: 1 }
  return { ...argon2, hash: (password: string) => argon2.hash(password, fast) }
})
