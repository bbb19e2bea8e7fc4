import { z } from 'zod'
import { defaultPasswordPolicy, PASSWORD_MAX } from '@/lib/passwords/policy'
import { codePoints, text } from '@/lib/text'

/** Not trimmed: a space at an end is part of a password. */
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

const whole = (min: number, max: number) => {
  const sentence = `This is a whole number from ${min} to ${max}.`
  return z.int(sentence).min(min, sentence).max(max, sentence)
}

/** What is left out is as in the default policy. */
export const passwordPolicySchema = z
  .strictObject({
    minLength: whole(8, 100).default(defaultPasswordPolicy.minLength),
    minUppercase: whole(0, 10).default(defaultPasswordPolicy.minUppercase),
    minLowercase: whole(0, 10).default(defaultPasswordPolicy.minLowercase),
    minNumbers: whole(0, 10).default(defaultPasswordPolicy.minNumbers),
    minSymbols: whole(0, 10).default(defaultPasswordPolicy.minSymbols),
    symbolCharacterSet: text({ label: 'The set of symbols', max: 100, required: false }).default(
      defaultPasswordPolicy.symbolCharacterSet,
    ),
    previousPasswordCount: whole(0, 9).default(defaultPasswordPolicy.previousPasswordCount),
    expirationDays: whole(0, 3650).default(defaultPasswordPolicy.expirationDays),
  })
  .refine((policy) => policy.minSymbols === 0 || policy.symbolCharacterSet !== '', {
    path: ['symbolCharacterSet'],
    message: 'Name at least one symbol, or ask for none.',
  })
