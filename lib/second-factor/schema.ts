import { z } from 'zod'
import { id } from '@/lib/ids'

export const codeSchema = z.object({
  code: z
    .string({ error: 'Enter the code.' })
    .max(100, 'This code is too long.')
    .transform((value) => value.replaceAll(/[\s-]/g, ''))
    .refine((value) => value !== '', 'Enter the code.'),
})

export const emptySchema = z.strictObject({})

export const userIdSchema = z.strictObject({ id })
