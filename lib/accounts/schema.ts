import { z } from 'zod'
import { MAX_SELECTED, pageSizes } from '@/lib/accounts/policy'
import { id } from '@/lib/ids'
import { includeInactive, listParameters } from '@/lib/listing/schema'
import { searchText } from '@/lib/search-text'
import { text } from '@/lib/text'

const NAME_MAX = 80
export const DESCRIPTION_MAX = 500

const fields = {
  name: text({ label: 'Name', max: NAME_MAX }),
  description: text({
    label: 'Description',
    max: DESCRIPTION_MAX,
    required: false,
    paragraph: true,
  }),
  externalId: text({ label: 'External ID', max: 100, identifier: true }),
}

/** Without an external ID, the account gets a generated one. */
export const createAccountSchema = z.strictObject({
  name: fields.name,
  ...z.object(fields).pick({ description: true, externalId: true }).partial().shape,
})

export const updateAccountSchema = z.strictObject({
  id,
  version: id.optional(),
  ...z.object({ ...fields, active: z.boolean() }).partial().shape,
})

export const accountKeySchema = z.strictObject({ id })

/** The organization of an API path: any but the caller's own is not found. */
const organizationId = id.optional()

export const getAccountSchema = accountKeySchema.extend({ organizationId, includeInactive })

export const listAccountsSchema = listParameters.extend({ organizationId })

export const duplicateNameSchema = z.object({
  name: z.string().default('').catch(''),
  /** The account that is edited. */
  except: id.optional().catch(undefined),
})

/** With a new external ID if another active account has been given the old one. */
export const restoreAccountSchema = accountKeySchema.extend({
  externalId: fields.externalId.optional(),
})

export const accountRoleSchema = z.strictObject({
  id,
  version: id.optional(),
  key: z.string().max(100),
})

/** From this many active users on, deleting an account requires its name. */
export const TYPED_CONFIRMATION_FROM = 100

/** The confirmation is optional, because the API has no dialog to ask for it. */
export const deleteAccountSchema = z.strictObject({
  id,
  version: id.optional(),
  confirmation: z.string().max(200).optional(),
})

const sorts = ['name', 'id', 'created'] as const

export const searchAccountsSchema = z.object({
  q: searchText,
  sort: z.enum(sorts).default('name').catch('name'),
  direction: z.enum(['asc', 'desc']).default('asc').catch('asc'),
  size: z.coerce
    .number()
    .pipe(z.union(pageSizes.map((size) => z.literal(size))))
    .default(50)
    .catch(50),
  cursor: z.string().default('').catch(''),
})

export function idsIn(values: unknown[]): number[] {
  return values.flatMap((value) => id.safeParse(value).data ?? []).slice(0, MAX_SELECTED)
}

/** The selected accounts, as a form sends its checkboxes: none, one value or several. */
const selectedIds = z
  .unknown()
  .optional()
  .transform((value) => idsIn([value].flat()))

/** Accounts selected one by one, or with `all` every account that the search `q` matches. */
export const selectionSchema = z.object({
  id: selectedIds,
  q: searchText,
  all: z
    .unknown()
    .optional()
    .transform((value) => value === 'on' || value === true),
})

export const exportAccountsSchema = selectionSchema.extend(
  searchAccountsSchema.pick({ sort: true, direction: true }).shape,
)

export type AccountSearch = z.output<typeof searchAccountsSchema>

/** Reads the query string of the list's URL, as a page that returns to the list keeps it. */
export function parseListQuery(query: string): AccountSearch {
  return searchAccountsSchema.parse(Object.fromEntries(new URLSearchParams(query)))
}

/** The form's own fields, which the operation doesn't take, come with it. */
export const deleteAccountFormSchema = deleteAccountSchema.extend({
  list: z.string().optional(),
  deactivation: z.literal('on').optional(),
})
