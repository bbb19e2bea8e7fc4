import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { decodeCursor } from '@/lib/listing/cursor'
import { eachBatch } from '@/lib/listing/each-batch'
import { keyset, toPage } from '@/lib/listing/keyset'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { type Page, totalOf } from '@/lib/listing/view'
import { query } from '@/lib/operation'
import { peopleCondition, peopleSource } from '@/lib/user-list/conditions'
import { listedColumns, readPeople } from '@/lib/user-list/read-people'
import {
  exportPeopleSchema,
  findCandidatesSchema,
  findPeopleSchema,
  type PeopleSearch,
  searchPeopleSchema,
} from '@/lib/user-list/schema'
import { peopleSorts } from '@/lib/user-list/sort'
import type { ListedPerson } from '@/lib/user-list/view'
import { searchCondition } from '@/lib/users/search'

const FIRST_PEOPLE = 5
const MAX_CANDIDATES = 10

/** One page of all users of the organization. */
export const searchPeople = query({
  name: 'people.search',
  permission: 'users:read',
  input: searchPeopleSchema,
  run: ({ actor, db, input }): Promise<Page<ListedPerson>> => readPeoplePage(db, actor, input),
})

/** The first people of a search, for a page about something else. */
export const findPeople = query({
  name: 'people.find',
  permission: 'users:read',
  input: findPeopleSchema,
  run({ actor, db, input }): Promise<Page<ListedPerson>> {
    return readPeoplePage(db, actor, searchPeopleSchema.parse(input), FIRST_PEOPLE)
  },
})

/**
 * The first people of a search, to give one of them a role. Those of the default account come first
 * where nobody else can have the role.
 */
export const findCandidates = query({
  name: 'users.findCandidates',
  permission: 'users:read',
  input: findCandidatesSchema,
  async run({ actor, db, input }): Promise<{ people: ListedPerson[]; isMore: boolean }> {
    const { q, role } = input
    if (!searchCondition(q)) return { people: [], isMore: false }
    const groups = role === 'org-admin' ? ['org', 'default-user'] : [[]]
    const pages = await Promise.all(
      groups.map((group) => {
        const search = searchPeopleSchema.parse({ q, role: group })
        return readPeoplePage(db, actor, search, MAX_CANDIDATES)
      }),
    )
    const people = pages.flatMap(({ rows }) => rows)
    const isMore = people.length > MAX_CANDIDATES || pages.some(({ next }) => next !== '')
    return { people: people.slice(0, MAX_CANDIDATES), isMore }
  },
})

async function readPeoplePage(
  db: Database,
  actor: Actor,
  search: PeopleSearch,
  pageSize: number = search.size,
): Promise<Page<ListedPerson>> {
  const { sort, direction } = search
  const order = `people ${sort} ${direction}`
  const column = peopleSorts[sort]
  const people = await peopleSource(db, actor, search)
  const requested = decodeCursor(search.cursor, order, column.isValidKey)
  return readNearestPage(requested, async (cursor) => {
    const { rows, total } = await readPeople(
      db,
      people,
      keyset(column, direction, cursor, pageSize),
    )
    const page = toPage(rows, { cursor, pageSize, order, keyOf: column.keyOf })
    return { ...page, total: totalOf(page, total) }
  })
}

/** The people of a search, or those of them that are selected. */
export const exportPeople = query({
  name: 'people.export',
  permission: 'users:read',
  input: exportPeopleSchema,
  async run({ actor, db, input }): Promise<AsyncIterable<ListedPerson[]>> {
    const { sort, direction } = input
    const column = peopleSorts[sort]
    const order = { columns: listedColumns, column, direction, keyOf: column.keyOf }
    // People selected one by one may have been found by other searches.
    if (!input.all && input.id.length > 0) {
      const scope = await peopleCondition(db, actor, input)
      const source = { table: SQL.sql`users`, alias: SQL.sql`u`, scope }
      return eachBatch<ListedPerson>(db, { ...order, source, condition: undefined })
    }
    const { source, branches, recheck } = await peopleSource(db, actor, input)
    const condition = branches.length > 0 ? recheck : undefined
    return eachBatch<ListedPerson>(db, { ...order, source, condition })
  },
})
