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

const integer = (min: number, max: number) => {
  const range = `Must be from ${min} to ${max}.`
  return z.int('Must be a whole number.').min(min, range).max(max, range)
}

export const passwordPolicySchema = z
  .strictObject({
    minLength: integer(8, 100).default(defaultPasswordPolicy.minLength),
    minUppercase: integer(0, 10).default(defaultPasswordPolicy.minUppercase),
    minLowercase: integer(0, 10).default(defaultPasswordPolicy.minLowercase),
    minNumbers: integer(0, 10).default(defaultPasswordPolicy.minNumbers),
    minSymbols: integer(0, 10).default(defaultPasswordPolicy.minSymbols),
    symbolCharacterSet: text({ label: 'The set of symbols', max: 100, required: false }).default(
      defaultPasswordPolicy.symbolCharacterSet,
    ),
    previousPasswordCount: integer(0, 9).default(defaultPasswordPolicy.previousPasswordCount),
    expirationDays: integer(0, 3650).default(defaultPasswordPolicy.expirationDays),
  })
  .refine((policy) => policy.minSymbols === 0 || policy.symbolCharacterSet !== '', {
    path: ['symbolCharacterSet'],
    message: 'Enter at least one symbol, or set minSymbols to 0.',
  })
