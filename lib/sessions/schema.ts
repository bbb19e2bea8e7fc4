import { z } from 'zod'
import { normalizeEmail } from '@/lib/email'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { link } from '@/lib/links/schema'
import { password } from '@/lib/passwords/schema'
import { email } from '@/lib/users/schema'

/** Accepts almost any input: a malformed email address must look like a wrong one. */
export const typedEmail = z
  .string({ error: 'Email is required.' })
  .max(1_000, 'Email is too long.')
  .transform((value) => normalizeEmail(value.toWellFormed().replaceAll('\0', '')))

export const signInSchema = z.object({
  email: typedEmail.refine((value) => value !== '', 'Email is required.'),
  password,
})

export const forgottenPasswordSchema = z.object({ email })

export const changePasswordSchema = z
  .strictObject({
    currentPassword: password,
    password,
    repeatedPassword: z.string().max(1_000),
    keepSecret: flag.default(false),
  })
  .refine((input) => input.password === input.repeatedPassword, {
    path: ['repeatedPassword'],
    message: 'The new passwords do not match. Type the new one again.',
  })
  .refine((input) => input.password !== input.currentPassword, {
    path: ['password'],
    message: 'Choose a password that differs from the current one.',
  })

export const openLinkSchema = z.strictObject({ link })

export const setPasswordSchema = z.strictObject({ link, password })

export const confirmPasswordSchema = z.strictObject({ ownPassword: password })

export const emptySchema = z.object({})

/** A person at a provider, as a sign-in there has proven. */
export const confirmWithProviderSchema = z.strictObject({
  providerId: id,
  issuer: z.string(),
  subject: z.string(),
})
export const sessionId = z.guid()

export const endSessionSchema = z.strictObject({ sessionId })
