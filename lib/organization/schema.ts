import { z } from 'zod'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { whyPasswordRejected } from '@/lib/passwords/policy'
import { password } from '@/lib/passwords/schema'
import { text } from '@/lib/text'
import { email, firstName, lastName } from '@/lib/users/schema'

// An account name has 80 characters; the default account appends " Company Default Account".
const MAX_NAME_LENGTH = 56

const name = text({ label: 'Organization name', max: MAX_NAME_LENGTH })

export const updateOrganizationSchema = z.strictObject({ name: name.optional() })

export const createOrganizationSchema = z
  .object({
    name,
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

const amount = (noun: string, min: number, max: number) => {
  const message = `The number of ${noun} must be a whole number from ${min} to ${max}.`
  const number = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)], message)
  return number.pipe(z.int(message).min(min, message).max(max, message))
}

export const seedSchema = z.object({
  accounts: amount('accounts', 1, 10_000_000),
  usersPerAccount: amount('users per account', 0, 1_000_000),
  organizationId: id.optional(),
})
