import { z } from 'zod'
import { accountSelectionSchema, idsIn } from '@/lib/accounts/query-schema'

export type Selection = z.output<typeof accountSelectionSchema>

/** The form sends the IDs as one text. */
export const startDeletionSchema = accountSelectionSchema.extend({
  id: z
    .string()
    .max(10_000)
    .default('')
    .catch('')
    .transform((text) => idsIn(text.split(','))),
  confirmation: z.string().max(40).default(''),
  /** How many accounts the page showed. */
  counted: z.coerce.number().optional().catch(undefined),
})
