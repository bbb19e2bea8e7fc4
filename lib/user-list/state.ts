import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { SQL } from '@/lib/db/sql'

/** What the row of a user alone says about their status. Each state has all orders of the list. */
export type State = 'has-password' | 'must-change-password' | 'no-password' | 'inactive'

const numbers: { [state in State]: number } = {
  'has-password': 0,
  'must-change-password': 1,
  'no-password': 2,
  inactive: 3,
}

export const states: State[] = ['has-password', 'must-change-password', 'no-password', 'inactive']

// Written as in the indexes, with constants instead of parameters.
const stateOfUser = SQL.raw(`(CASE WHEN NOT u.active THEN ${numbers.inactive}
  WHEN u.password_hash = '${NO_PASSWORD}' THEN ${numbers['no-password']}
  WHEN u.must_change_password THEN ${numbers['must-change-password']}
  ELSE ${numbers['has-password']} END)`)

export function isInState(state: State): SQL.Sql {
  return SQL.sql`${stateOfUser} = ${SQL.raw(String(numbers[state]))}`
}

export function isInStates(some: State[]): SQL.Sql {
  return SQL.sql`${stateOfUser} IN (${SQL.raw(some.map((state) => numbers[state]).join(', '))})`
}
