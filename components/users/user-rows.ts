import { formatDate } from '@/components/ui/format'
import type { UserView } from '@/lib/users/view'

/** What the table shows of a user, written in the reader's language. */
export type UserRow = ReturnType<typeof userRow>

/** The rows of a page, as JSON: one text, as in the list of accounts. */
export function userRows(users: UserView[], locale: string): string {
  return JSON.stringify(users.map((user) => userRow(user, locale)))
}

function userRow(user: UserView, locale: string) {
  const { id, accountId, firstName, lastName, email, orgAdmin, accountAdmin, active } = user
  const login = user.lastLoginAt
  return {
    id,
    accountId,
    firstName,
    lastName,
    email,
    orgAdmin,
    accountAdmin,
    active,
    login: login && { at: login.toISOString(), day: formatDate(login, locale) },
  }
}
