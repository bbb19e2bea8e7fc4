import { z } from 'zod'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { whyPasswordRejected } from '@/lib/passwords/policy'
import { password } from '@/lib/passwords/schema'
import { text } from '@/lib/text'
import { email, firstName, lastName } from '@/lib/users/schema'

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
    const message = whyPasswordRejected(input.password, input)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })

export const setUpSchema = createOrganizationSchema.safeExtend({
  token: z.string().max(100),
  sampleData: flag.default(false),
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
