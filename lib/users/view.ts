import { normalizeForSearch } from '@/lib/search-text'

/** A user as the console shows them. */
export type UserView = {
  id: number
  accountId: number
  firstName: string
  lastName: string
  email: string
  orgAdmin: boolean
  accountAdmin: boolean
  active: boolean
  version: number
  lastLoginAt: Date | null
  createdAt: Date
}

const userSelect = {
  id: true,
  accountId: true,
  firstName: true,
  lastName: true,
  email: true,
  orgAdmin: true,
  accountAdmin: true,
  active: true,
  version: true,
  lastLoginAt: true,
  createdAt: true,
} as const

/** The same with what only the API shows. */
export type UserRecord = UserView & {
  mustChangePassword: boolean
  phone: string
  street1: string
  street2: string
  city: string
  stateProvince: string
  postalCode: string
  country: string
  externalId: string
  account: { active: boolean; defaultAccount: boolean; accountAdmin: boolean }
}

export const userRecordSelect = {
  ...userSelect,
  mustChangePassword: true,
  phone: true,
  street1: true,
  street2: true,
  city: true,
  stateProvince: true,
  postalCode: true,
  country: true,
  externalId: true,
  account: { select: { active: true, defaultAccount: true, accountAdmin: true } },
} as const

/** One page of an account's users; opaque cursors to its neighbours, empty at an end. */
export type UserPage = { rows: UserView[]; firstRowNumber: number; previous: string; next: string }

/** Their name as it is said: first name, last name. */
export function fullName(user: { firstName: string; lastName: string }): string {
  return `${user.firstName} ${user.lastName}`
}

/** What a user is found by: the names and the e-mail, folded. */
export function searchKey(user: { firstName: string; lastName: string; email: string }): string {
  return normalizeForSearch(`${user.firstName} ${user.lastName} ${user.email}`)
}

/** The columns of a user in a file: what can be imported. */
export const userColumns = [
  'first_name',
  'last_name',
  'email',
  'account_admin',
  'external_id',
  'phone',
  'street1',
  'street2',
  'city',
  'state_province',
  'postal_code',
  'country',
] as const

export function userCells(user: UserRecord): string[] {
  const { firstName, lastName, email, accountAdmin, externalId, phone } = user
  const { street1, street2, city, stateProvince, postalCode, country } = user
  return [
    firstName,
    lastName,
    email,
    accountAdmin ? 'yes' : 'no',
    externalId,
    phone,
    street1,
    street2,
    city,
    stateProvince,
    postalCode,
    country,
  ]
}
