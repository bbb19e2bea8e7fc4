import { z } from 'zod'
import { passwordFault } from '@/lib/organization/policy'
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

export const seedSchema = z.object({
  accounts: z.coerce.number().int().min(1).max(10_000_000),
  usersPerAccount: z.coerce.number().int().min(0).max(1_000_000),
  organizationId: id.optional(),
})
