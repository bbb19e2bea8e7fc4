import 'server-only'
import type { Database, SQL } from '@/lib/db/sql'
import { query } from '@/lib/operation'
import { exceptionColumn } from '@/lib/user-jobs/exceptions'
import { previewUserJobSchema } from '@/lib/user-jobs/schema'
import type { Person, UserJobPreview } from '@/lib/user-jobs/view'
import { peopleCondition } from '@/lib/user-list/conditions'
import { peopleSelectionSchema } from '@/lib/user-list/schema'

const MAX_NAMES = 5

/** What a change would do to a selection: to how many users, and who stays as they are. */
export const previewUserJob = query({
  name: 'users.previewJob',
  permission: 'users:read',
  input: previewUserJobSchema,
  async run({ actor, db, input }): Promise<UserJobPreview> {
    const { change, ...selection } = input
    const selected = await peopleCondition(db, actor, selection)
    const groups = await groupByException(db, selected, exceptionColumn(change, actor))
    const people = await findPeople(
      db,
      groups.flatMap(({ ids }) => ids),
    )
    const withPeople = groups.map(({ ids, ...group }) => ({
      ...group,
      people: ids.flatMap((id) => people.get(id) ?? []),
    }))
    const changed = withPeople.find(({ exception }) => exception === null)
    return {
      count: changed?.count ?? 0,
      people: changed?.people ?? [],
      exceptions: withPeople.flatMap(({ exception, ...group }) =>
        exception === null ? [] : [{ reason: exception, ...group }],
      ),
    }
  },
})

/** How many people the list has selected. */
export const countSelectedUsers = query({
  name: 'users.countSelected',
  permission: 'users:read',
  input: peopleSelectionSchema,
  async run({ actor, db, input }): Promise<number> {
    const selected = await peopleCondition(db, actor, input)
    const [counted] = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM users u JOIN accounts a ON a.id = u.account_id
       WHERE (${selected})`
    return counted?.count ?? 0
  },
})

type Group = { exception: string | null; count: number; ids: number[] }

/** Counts the selected users by what protects them, with the first IDs of each group. */
function groupByException(db: Database, selected: SQL.Sql, exception: SQL.Sql): Promise<Group[]> {
  return db.$queryRaw<Group[]>`
    WITH selected AS MATERIALIZED (
      SELECT u.id, ${exception} AS exception
        FROM users u JOIN accounts a ON a.id = u.account_id WHERE (${selected}))
    SELECT exception, count(*)::int AS count,
           ARRAY(SELECT f.id FROM selected f WHERE f.exception IS NOT DISTINCT FROM s.exception
                  ORDER BY f.id LIMIT ${MAX_NAMES}) AS ids
      FROM selected s GROUP BY exception ORDER BY count(*), exception`
}

async function findPeople(db: Database, ids: number[]): Promise<Map<number, Person>> {
  const people = await db.$queryRaw<Person[]>`
    SELECT id, account_id AS "accountId", first_name AS "firstName", last_name AS "lastName", email
      FROM users WHERE id = ANY(${ids}::int[])`
  return new Map(people.map((person) => [person.id, person]))
}
