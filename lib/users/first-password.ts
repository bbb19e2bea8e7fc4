import 'server-only'
import type { z } from 'zod'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { generatePassword } from '@/lib/passwords/generate'
import { newPasswordHash, readPasswordPolicy } from '@/lib/passwords/records'
import type { addUserSchema } from '@/lib/users/schema'

/** Without a password, a new user gets a link with which they choose one. */
type FirstPassword = { hash: string; password?: string }

export async function prepareFirstPassword(
  db: Database,
  organizationId: number,
  input: z.output<typeof addUserSchema>,
): Promise<FirstPassword> {
  if (input.firstPassword === 'link') return { hash: NO_PASSWORD }
  const password =
    input.firstPassword === 'generated'
      ? generatePassword(await readPasswordPolicy(db, organizationId))
      : input.password
  if (password === undefined) throw fieldError('invalid', 'password', 'Password is required.')
  return { hash: await newPasswordHash(db, organizationId, input, password), password }
}
