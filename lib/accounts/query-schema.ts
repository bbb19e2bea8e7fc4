import { z } from 'zod'
import { listSorts, orderBy } from '@/lib/accounts/order-schema'
import {
  createdFilters,
  isCondition,
  MAX_SEARCH,
  MAX_SELECTED,
  pageSizes,
} from '@/lib/accounts/policy'
import { accountKeySchema } from '@/lib/accounts/schema'
import { id } from '@/lib/ids'
import { includeInactive, listParameters } from '@/lib/listing/schema'
import { cutSearchText, searchText } from '@/lib/search-text'

/** The organization of an API path: any but the caller's own is not found. */
const organizationId = id.optional()

export const getAccountSchema = accountKeySchema.extend({ organizationId, includeInactive })

export const accountListParameters = listParameters.extend({ orderBy })

export const listAccountsSchema = accountListParameters.extend({ organizationId })

export const suggestAccountsSchema = z.object({ q: searchText })

export const duplicateNameSchema = z.object({
  name: z.string().max(1_000).default('').catch(''),
  /** The account that is edited. */
  except: id.optional().catch(undefined),
})

const date = z.iso.date().or(z.literal('')).default('').catch('')

/** Each is empty if it isn't set. */
const accountFilters = z.object({
  created: z
    .enum(['', ...createdFilters])
    .default('')
    .catch(''),
  createdFrom: date,
  createdTo: date,
  users: z.enum(['', 'with', 'without']).default('').catch(''),
  signedIn: z.enum(['', 'never']).default('').catch(''),
})

/** The search box: words, or a condition in CEQL. */
const searchBox = z
  .string()
  .default('')
  .catch('')
  .transform((value) =>
    cutSearchText(value, isCondition(value) ? MAX_SEARCH.condition : MAX_SEARCH.words),
  )

export const searchAccountsSchema = accountFilters.extend({
  q: searchBox,
  /** The search that the list shows while `q` has a mistake. */
  last: searchBox,
  /** The ID of the saved view that was opened. */
  view: id.transform(String).or(z.literal('')).default('').catch(''),
  sort: z.enum(listSorts).default('name').catch('name'),
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

/** Rows selected one by one, or with `all` every row that the search `q` matches. */
export const selectionSchema = z.object({
  id: selectedIds,
  q: searchText,
  all: z
    .unknown()
    .optional()
    .transform((value) => value === 'on' || value === true),
})

/** The same among the accounts that the filters of the list find. */
export const accountSelectionSchema = selectionSchema
  .extend(accountFilters.shape)
  .extend({ q: searchBox })

export const exportAccountsSchema = accountSelectionSchema.extend(
  searchAccountsSchema.pick({ sort: true, direction: true }).shape,
)

export type AccountFilters = z.output<typeof accountFilters>
export type AccountSearch = z.output<typeof searchAccountsSchema>

/** Reads the query string of the list's URL, as a page that returns to the list keeps it. */
export function parseListQuery(query: string): AccountSearch {
  return searchAccountsSchema.parse(Object.fromEntries(new URLSearchParams(query)))
}
