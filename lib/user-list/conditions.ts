import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { hasForeignPasskeys } from '@/lib/auth/second-factor'
import { type Database, SQL } from '@/lib/db/sql'
import { anyBranch, type ListSource, type SearchBranch } from '@/lib/listing/search-branch'
import { filterConditions, signInRange } from '@/lib/user-list/filter-conditions'
import { readFilterFacts } from '@/lib/user-list/filter-facts'
import {
  GROUP_COUNT,
  groupsOf,
  isInGroup,
  isInGroups,
  type State,
  states,
} from '@/lib/user-list/groups'
import type { PeopleFilters, PeopleSearch, PeopleSelection } from '@/lib/user-list/schema'
import { type StatusBranch, statusBranches } from '@/lib/user-list/status-branches'
import { searchOrganization } from '@/lib/users/search'

type Search = PeopleFilters & { q: string; sort?: PeopleSearch['sort'] }

export type PeopleSource = {
  source: ListSource
  /** None if the search and the filters find everybody of the source. */
  branches: SearchBranch[]
  /** What all branches find together, for rows of the source that are read anyway. */
  recheck: SQL.Sql
}

/** Whom the search and the filters find among the users `u`. */
export async function peopleSource(
  db: Database,
  actor: Actor,
  search: Search,
): Promise<PeopleSource> {
  const { organizationId } = actor
  const { role, signedIn } = search
  const [facts, text] = await Promise.all([
    readFilterFacts(db, organizationId, search),
    searchOrganization(db, organizationId, search.q),
  ])
  const byStatus = statusBranches(search.status, organizationId, facts)
  const isNever = signedIn.length === 1 && signedIn[0] === 'never'
  const byFilter = filterConditions({ role, signedIn: isNever ? [] : signedIn }, facts)
  const filters = [...byFilter, ...(text ? [text] : [])]
  const source = sourceOf(organizationId, {
    states: states.filter((state) => byStatus.some((branch) => branch.states.includes(state))),
    lacksFactor: search.secondFactor.length > 0,
    isNever,
    range: signInRange(signedIn, search.sort),
  })
  const isFiltered = filters.length > 0 || byStatus.some(({ condition }) => condition !== undefined)
  const toCondition = (branch: StatusBranch, condition = branch.condition) =>
    and([
      isInGroups(groupsOf({ states: branch.states })),
      ...(condition ? [condition] : []),
      ...filters,
    ])
  const branches = byStatus.map((branch) => ({ condition: toCondition(branch) }))
  const rechecks = byStatus.map((branch) => toCondition(branch, branch.recheck))
  return {
    source,
    branches: isFiltered ? branches : [],
    recheck: SQL.join(rechecks, ' OR ', '(', ')'),
  }
}

type Groups = {
  states: State[]
  lacksFactor: boolean
  isNever: boolean
  /** Of the times by which the list is sorted. */
  range: SQL.Sql | undefined
}

/** The users of some groups. People without a second factor may also have passkeys that don't count. */
function sourceOf(
  organizationId: number,
  { states, lacksFactor, isNever, range }: Groups,
): ListSource {
  const everyone = and([inOrganization(organizationId), ...(range ? [range] : [])])
  const signedIn = isNever ? false : undefined
  const numbers = groupsOf({
    states,
    hasFactor: lacksFactor ? false : undefined,
    hasSignedIn: signedIn,
  })
  const others = groupsOf({ states, hasFactor: true, hasSignedIn: signedIn })
  const foreign = SQL.sql`${isInGroups(others)} AND ${hasForeignPasskeys()}`
  const scope = lacksFactor ? SQL.sql`(${isInGroups(numbers)} OR ${foreign})` : isInGroups(numbers)
  const isEverybody = numbers.length === GROUP_COUNT
  return {
    table: SQL.sql`users`,
    alias: SQL.sql`u`,
    scope: isEverybody ? everyone : and([everyone, scope]),
    parts: lacksFactor ? [and([everyone, foreign])] : [],
    groups: { numbers, isMember: and([everyone, isInGroup(SQL.sql`part.number`)]) },
  }
}

/** The condition on users `u` that a selection matches. An empty selection matches nobody. */
export async function peopleCondition(
  db: Database,
  actor: Actor,
  selection: PeopleSelection,
): Promise<SQL.Sql> {
  const everyone = inOrganization(actor.organizationId)
  if (!selection.all) return SQL.sql`${everyone} AND u.id = ANY(${selection.id}::int[])`
  const { source, branches } = await peopleSource(db, actor, selection)
  const matches = anyBranch(branches)
  return matches ? SQL.sql`${source.scope} AND ${matches}` : source.scope
}

const inOrganization = (id: number) => SQL.sql`u.organization_id = ${id}`

function and(conditions: SQL.Sql[]): SQL.Sql {
  return SQL.join(conditions, ' AND ')
}
