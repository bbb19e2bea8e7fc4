import { statusNames, userStatus } from '@/lib/users/policy'
import type { StatusFacts, UserView } from '@/lib/users/view'

/** A user in the list of all users of the organization. */
export type Person = UserView &
  StatusFacts & {
    nameKey: string
    account: { name: string; active: boolean; accountAdmin: boolean }
  }

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
