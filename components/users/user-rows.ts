import { formatTime } from '@/components/ui/format'
import { toTimeProps } from '@/components/ui/time'
import { displayEmail } from '@/lib/display-email'
import type { Reader } from '@/lib/reader'
import type { UserPage } from '@/lib/users/view'
import { userStatus } from '@/lib/users/view'

export type UserRow = ReturnType<typeof toUserRow>

/** One JSON string, for the same reason as the rows of accounts. */
export function formatUserRows(users: UserPage['rows'], reader: Reader): string {
  return JSON.stringify(users.map((user) => toUserRow(user, reader)))
}

function toUserRow(user: UserPage['rows'][number], reader: Reader) {
  const { id, accountId, firstName, lastName, email, orgAdmin, accountAdmin } = user
  const login = user.lastLoginAt
  return {
    id,
    accountId,
    firstName,
    lastName,
    email: displayEmail(email),
    orgAdmin,
    accountAdmin,
    status: userStatus(user),
    login: login && toTimeProps(login, reader, formatTime),
  }
}
