import { z } from 'zod'
import { readQueryParams } from '@/lib/query-params'
import { userChanges } from '@/lib/user-jobs/policy'
import { type PeopleSelection, peopleSelectionSchema } from '@/lib/user-list/schema'

const change = z.enum(userChanges, { error: 'Choose what to do.' })

export const previewUserJobSchema = peopleSelectionSchema.extend({ change })

/** The change that a page's URL names; of a wrong one, the harmless first. */
export const userChange = change.catch('deactivate')

// As long as the IDs of a whole selection need.
const MAX_QUERY = 20_000

/** A selection as the query string of the list. A form sends it as one field. */
const selectionQuery = z
  .string()
  .max(MAX_QUERY)
  .default('')
  .transform((query) => peopleSelectionSchema.parse(readQueryParams(new URLSearchParams(query))))

export const startUserJobSchema = z.object({
  change,
  selection: selectionQuery,
  /** The typed number of users, for what can't be undone. */
  confirmation: z.string().max(40).default(''),
  /** How many users the page showed. */
  counted: z.coerce.number().optional().catch(undefined),
})

/** The query string by which a form names the selection. */
export function toSelectionQuery({ id, all, q, ...filters }: PeopleSelection): string {
  if (!all) return new URLSearchParams(id.map((one) => ['id', String(one)])).toString()
  const chosen = Object.entries(filters).flatMap(([name, values]) =>
    values.map((value) => [name, value]),
  )
  return new URLSearchParams([['all', 'on'], ['q', q], ...chosen]).toString()
}
