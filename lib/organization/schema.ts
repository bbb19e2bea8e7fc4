import { z } from 'zod'
import { defaultPasswordPolicy, passwordFault } from '@/lib/organization/policy'
import { flag, id, text } from '@/lib/text'
import { email, firstName, lastName, password } from '@/lib/users/schema'

/** Shorter than an account's name by the words that the default account's name adds. */
const ORGANIZATION_NAME_MAX = 56

export const createOrganizationSchema = z
  .object({
    name: text({ label: 'Organization name', max: ORGANIZATION_NAME_MAX }),
    firstName,
    lastName,
    email,
    password,
  })
  .superRefine((input, context) => {
    const message = passwordFault(input.password, input)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })

export const setUpSchema = createOrganizationSchema.safeExtend({
  token: z.string().max(100),
  sampleData: flag.default(false),
})

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

const counted = (what: string, min: number, max: number) => {
  const sentence = `The number of ${what} is a whole number from ${min} to ${max}.`
  const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)], sentence)
  return number.pipe(z.int(sentence).min(min, sentence).max(max, sentence))
}

export const seedSchema = z.object({
  accounts: counted('accounts', 1, 10_000_000),
  usersPerAccount: counted('users per account', 0, 1_000_000),
  organizationId: id.optional(),
})
