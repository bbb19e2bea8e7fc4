import { z } from 'zod'
import { defaultPasswordPolicy, PASSWORD_MAX } from '@/lib/passwords/policy'
import { codePoints, text } from '@/lib/text'

/** Not trimmed: leading and trailing spaces belong to the password. */
export const password = z
  .string({ error: 'Password must be text.' })
  .min(1, 'Password is required.')
  .refine(
    (value) => value.isWellFormed(),
    'The password contains a broken character. Type it again.',
  )
  .refine(
    (value) => codePoints(value) <= PASSWORD_MAX,
    `The password can have at most ${PASSWORD_MAX} characters.`,
  )

const symbolCharacterSet = text({ label: 'The set of symbols', max: 100, required: false })

const amount = (min: number, max: number) => {
  const message = `Enter a whole number from ${min} to ${max}.`
  const digits = z
    .string()
    .trim()
    .regex(/^\d{1,9}$/)
    .transform(Number)
  const number = z.union([z.number(), digits], { error: message })
  return number.pipe(z.int(message).min(min, message).max(max, message))
}

const integer = (min: number, max: number) => {
  const range = `Must be from ${min} to ${max}.`
  return z.int('Must be a whole number.').min(min, range).max(max, range)
}

/** The policy as a form holds it. */
export const passwordPolicyTextSchema = z
  .strictObject({
    minLength: amount(8, 100),
    minUppercase: amount(0, 10),
    minLowercase: amount(0, 10),
    minNumbers: amount(0, 10),
    minSymbols: amount(0, 10),
    symbolCharacterSet,
    previousPasswordCount: amount(0, 9),
    expirationDays: amount(0, 3650),
  })
  .refine((policy) => policy.minSymbols === 0 || policy.symbolCharacterSet !== '', {
    path: ['symbolCharacterSet'],
    message: 'Enter at least one symbol, or set Symbols to 0.',
  })

export const passwordPolicySchema = z
  .strictObject({
    minLength: integer(8, 100).default(defaultPasswordPolicy.minLength),
    minUppercase: integer(0, 10).default(defaultPasswordPolicy.minUppercase),
    minLowercase: integer(0, 10).default(defaultPasswordPolicy.minLowercase),
    minNumbers: integer(0, 10).default(defaultPasswordPolicy.minNumbers),
    minSymbols: integer(0, 10).default(defaultPasswordPolicy.minSymbols),
    symbolCharacterSet: symbolCharacterSet.default(defaultPasswordPolicy.symbolCharacterSet),
    previousPasswordCount: integer(0, 9).default(defaultPasswordPolicy.previousPasswordCount),
    expirationDays: integer(0, 3650).default(defaultPasswordPolicy.expirationDays),
  })
  .refine((policy) => policy.minSymbols === 0 || policy.symbolCharacterSet !== '', {
    path: ['symbolCharacterSet'],
    message: 'Enter at least one symbol, or set minSymbols to 0.',
  })
