import { z } from 'zod'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { MIN_IDLE_MINUTES, OVERLAP_HOURS } from '@/lib/organization/policy'
import { whyPasswordRejected } from '@/lib/passwords/policy'
import { password, passwordPolicyTextSchema } from '@/lib/passwords/schema'
import { secondFactorPolicySchema } from '@/lib/second-factor/schema'
import { text } from '@/lib/text'
import { email, firstName, lastName } from '@/lib/users/schema'

// An account name has 80 characters; the default account appends " Company Default Account".
const MAX_NAME_LENGTH = 56

const name = text({ label: 'Organization name', max: MAX_NAME_LENGTH })

/** `version` is that of the organization, `nameVersion` that of its name. */
export const updateOrganizationSchema = z.strictObject({
  name: name.optional(),
  version: id.optional(),
  nameVersion: id.optional(),
})

/** The form's own schema: its version is that of the name. */
export const organizationNameSchema = z.strictObject({ name, version: id.optional() })

/**
 * `confirmedDays` is the expiry whose consequences the person has read: empty at first. The API has
 * nobody to ask and leaves it out.
 */
export const setPasswordPolicySchema = passwordPolicyTextSchema.safeExtend({
  version: id.optional(),
  confirmedDays: z.string().max(10).optional(),
})

const amountOrNone = (noun: string, min: number, max: number) => {
  const message = `Enter a whole number of ${noun} from ${min} to ${max}, or nothing.`
  const texts = z
    .string()
    .regex(/^\d{0,9}$/)
    .transform((text) => (text ? Number(text) : null))
  return z
    .union([z.number(), z.null(), texts], { error: message })
    .pipe(z.int(message).min(min, message).max(max, message).nullable())
}

/** Null and empty: as long as the server allows. */
export const setSessionPolicySchema = z.strictObject({
  version: id.optional(),
  idleMinutes: amountOrNone('minutes', MIN_IDLE_MINUTES, 720),
  absoluteHours: amountOrNone('hours', 1, 720),
})

export const setSecondFactorPolicySchema = secondFactorPolicySchema.extend({
  version: id.optional(),
})

export const endPreviousSecretSchema = z.strictObject({})

/** For how long the old secret keeps working. 0: it ends at once. */
export const resetOrganizationSecretSchema = z.strictObject({
  overlapHours: z
    .enum(['0', String(OVERLAP_HOURS)], {
      error: `Must be 0 or ${OVERLAP_HOURS}.`,
    })
    .default('0')
    .transform(Number),
})

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
