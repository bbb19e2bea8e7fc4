import { z } from 'zod'
import { idsIn, selectedIds } from '@/lib/accounts/schema'
import { searchText } from '@/lib/search-text'

/** Accounts selected one by one, or with `all` every account that the search `q` matches. */
export const selectionSchema = z.object({
  id: selectedIds,
  q: searchText,
  all: z
    .unknown()
    .optional()
    .transform((value) => value === 'on' || value === true),
})

export type Selection = z.output<typeof selectionSchema>

/** The form sends the IDs as one text. */
export const startDeletionSchema = selectionSchema.extend({
  id: z
    .string()
    .max(10_000)
    .default('')
    .catch('')
    .transform((text) => idsIn(text.split(','))),
  confirmation: z.string().max(40).default(''),
})
