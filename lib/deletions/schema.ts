import { z } from 'zod'
import { idsIn, selectedIds } from '@/lib/accounts/schema'
import { id } from '@/lib/ids'
import { searchText } from '@/lib/search-text'

/** Which accounts are meant: those that were selected, or all that a search finds. */
export const selectionSchema = z.object({
  id: selectedIds,
  q: searchText,
  all: z
    .unknown()
    .optional()
    .transform((sent) => sent === 'on' || sent === true),
})

export type Selection = z.output<typeof selectionSchema>

/** A form sends the IDs as one text. */
export const startDeletionSchema = selectionSchema.extend({
  id: z
    .string()
    .max(10_000)
    .default('')
    .catch('')
    .transform((text) => idsIn(text.split(','))),
  confirmation: z.string().max(40).default(''),
})

export const workSchema = z.strictObject({ id })
