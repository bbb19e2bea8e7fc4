import { formatDate } from '@/components/ui/format'
import { displayEmail } from '@/lib/email'
import type { UserView } from '@/lib/users/view'

export type UserRow = ReturnType<typeof toUserRow>

/** One JSON string, for the same reason as the rows of accounts. */
export function formatUserRows(users: UserView[], locale: string): string {
  return JSON.stringify(users.map((user) => toUserRow(user, locale)))
}

function toUserRow(user: UserView, locale: string) {
  const { id, accountId, firstName, lastName, email, orgAdmin, accountAdmin, active } = user
  const login = user.lastLoginAt
  return {
    id,
    accountId,
    firstName,
    lastName,
    email: displayEmail(email),
    orgAdmin,
    accountAdmin,
    active,
    login: login && { iso: login.toISOString(), day: formatDate(login, locale) },
  }
}
