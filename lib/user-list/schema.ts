import { z } from 'zod'
import { pageSizes } from '@/lib/accounts/policy'
import { selectionSchema } from '@/lib/accounts/query-schema'
import { searchText } from '@/lib/search-text'
import {
  roleFilters,
  secondFactorFilters,
  signInFilters,
  statusFilters,
} from '@/lib/user-list/policy'

/** The known values among those of a repeated URL parameter, each once and in a fixed order. */
function filterValues<const V extends string>(values: readonly V[]) {
  return z
    .unknown()
    .optional()
    .transform((value) => {
      const chosen = new Set([value].flat())
      return values.filter((known) => chosen.has(known))
    })
}

/** Values of one filter add to each other; a person has to match every filter. */
const peopleFilters = z.object({
  status: filterValues(statusFilters),
  role: filterValues(roleFilters),
  secondFactor: filterValues(secondFactorFilters),
  signedIn: filterValues(signInFilters),
})

const sorts = ['name', 'email', 'login', 'created'] as const

export const searchPeopleSchema = peopleFilters.extend({
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

/** People selected one by one, or with `all` everyone whom the search and the filters find. */
export const peopleSelectionSchema = selectionSchema.extend(peopleFilters.shape)

export const exportPeopleSchema = peopleSelectionSchema.extend(
  searchPeopleSchema.pick({ sort: true, direction: true }).shape,
)

export const findPeopleSchema = z.object({ q: searchText })

export const findCandidatesSchema = findPeopleSchema.extend({
  role: z.enum(['org-admin', 'admin']),
})

export type PeopleFilters = z.output<typeof peopleFilters>
export type PeopleSearch = z.output<typeof searchPeopleSchema>
export type PeopleSelection = z.output<typeof peopleSelectionSchema>
