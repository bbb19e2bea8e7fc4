import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { SQL } from '@/lib/db/sql'

/** What the row of a user alone says about their status. */
export type State = 'has-password' | 'must-change-password' | 'no-password' | 'inactive'

const stateNumbers: { [state in State]: number } = {
  'has-password': 0,
  'must-change-password': 1,
  'no-password': 2,
  inactive: 3,
}
const WITH_FACTOR = 4
const SIGNED_IN = 8
export const GROUP_COUNT = 16

export const states: State[] = ['has-password', 'must-change-password', 'no-password', 'inactive']

// Written as in the indexes, with constants instead of parameters.
const group = SQL.raw(`(CASE WHEN NOT u.active THEN 3 WHEN u.password_hash = '${NO_PASSWORD}' THEN 2
    WHEN u.must_change_password THEN 1 ELSE 0 END
  + CASE WHEN u.has_factor THEN ${WITH_FACTOR} ELSE 0 END
  + CASE WHEN u.last_login_at IS NOT NULL THEN ${SIGNED_IN} ELSE 0 END)`)

type Members = {
  states: State[]
  hasFactor?: boolean | undefined
  hasSignedIn?: boolean | undefined
}

/** The groups of these users. Each user is in one group, and each group has all orders of the list. */
export function groupsOf({ states, hasFactor, hasSignedIn }: Members): number[] {
  const numbersOf = (value: boolean | undefined, number: number) => {
    if (value === undefined) return [0, number]
    return [value ? number : 0]
  }
  return numbersOf(hasSignedIn, SIGNED_IN).flatMap((signedIn) =>
    numbersOf(hasFactor, WITH_FACTOR).flatMap((factor) =>
      states.map((state) => stateNumbers[state] + factor + signedIn),
    ),
  )
}

export function isInGroups(groups: number[]): SQL.Sql {
  return SQL.sql`${group} IN (${SQL.raw(groups.join(', '))})`
}

/** Whether the user `u` is in the group with the number in this column. */
export function isInGroup(column: SQL.Sql): SQL.Sql {
  return SQL.sql`${group} = ${column}`
}
