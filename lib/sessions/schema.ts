import { z } from 'zod'
import { normalizeEmail } from '@/lib/email'
import { flag } from '@/lib/flag'
import { password } from '@/lib/passwords/schema'
import { email } from '@/lib/users/schema'

/** Accepts almost any input: a malformed email address must look like a wrong one. */
export const signInSchema = z.object({
  email: z
    .string({ error: 'Email is required.' })
    .max(1_000, 'Email is too long.')
    .transform((value) => normalizeEmail(value.toWellFormed().replaceAll('\0', '')))
    .refine((value) => value !== '', 'Email is required.'),
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

// In its URL, whose # some mail programs encode, or alone.
const tokenPattern = /(?:^|#|%23)([\w-]{43})(?![\w-])/i

/** A one-time link, as the whole URL or its token. Parsed to the token, which is empty without one. */
const link = z
  .string({ error: 'Paste your link.' })
  .max(2_000, 'This is too long for a link.')
  .refine((value) => value.trim() !== '', 'Paste your link.')
  .transform((value) => tokenPattern.exec(value.trim())?.[1] ?? '')

export const openLinkSchema = z.strictObject({ link })

export const setPasswordSchema = z.strictObject({ link, password })

export const confirmPasswordSchema = z.strictObject({ ownPassword: password })

export const emptySchema = z.object({})

export const sessionId = z.guid()

export const endSessionSchema = z.strictObject({ sessionId })
