import type { Person } from '@/lib/users/view'
import { statusNames, userStatus } from '@/lib/users/view'

/** With the key by which the list sorts the name. */
export type ListedPerson = Person & { nameKey: string }

export const personExportHeader = [
  'id',
  'first_name',
  'last_name',
  'email',
  'account_id',
  'account',
  'org_admin',
  'account_admin',
  'status',
  'last_login',
  'created',
]

export function personExportCells(person: Person): string[] {
  const { id, firstName, lastName, email, accountId, account, lastLoginAt, createdAt } = person
  const isAccountAdmin = person.accountAdmin || account.accountAdmin
  return [
    String(id),
    firstName,
    lastName,
    email,
    String(accountId),
    account.name,
    person.orgAdmin ? 'yes' : 'no',
    isAccountAdmin ? 'yes' : 'no',
    statusNames[userStatus(person)],
    lastLoginAt?.toISOString() ?? '',
    createdAt.toISOString(),
  ]
}
