import { vi } from 'vitest'

// Hundreds of tests make somebody with a password. Theirs is hashed with 1 MiB instead of 64;
// lib/auth/password-hash.test.ts, a unit test, hashes as the program does.
vi.mock('@node-rs/argon2', async (importActual) => {
  const argon2 = await importActual<typeof import('@node-rs/argon2')>()
  const quick = { memoryCost: 1024, timeCost: 1, parallelism: 1 }
  return { ...argon2, hash: (password: string) => argon2.hash(password, quick) }
})
