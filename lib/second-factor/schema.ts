import { z } from 'zod'
import { id } from '@/lib/ids'
import { MAX_GRACE_DAYS } from '@/lib/second-factor/policy'

export const codeSchema = z.object({
  code: z
    .string({ error: 'Enter the code.' })
    .max(100, 'This code is too long.')
    .transform((value) => value.replaceAll(/[\s-]/g, ''))
    .refine((value) => value !== '', 'Enter the code.'),
})

export const emptySchema = z.strictObject({})

export const resetSecondFactorSchema = z.strictObject({ id })

const graceMessage = `Enter a number of days from 0 to ${MAX_GRACE_DAYS}.`

export const secondFactorPolicySchema = z.strictObject({
  requirement: z.enum(['off', 'optional', 'org-admins', 'everyone'], {
    error: 'Choose who needs a second factor.',
  }),
  graceDays: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)], { error: graceMessage })
    .pipe(z.int(graceMessage).min(0, graceMessage).max(MAX_GRACE_DAYS, graceMessage)),
})
