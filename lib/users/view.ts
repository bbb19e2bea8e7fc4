import { fold } from '@/lib/text'

/** A user as the console and the API show them. */
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

/** One page of an account's users; opaque cursors to its neighbours, empty at an end. */
export type UserPage = { rows: UserView[]; first: number; previous: string; next: string }

export const userSelect = {
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

/** Their name as it is said: first name, last name. */
export function fullName(user: { firstName: string; lastName: string }): string {
  return `${user.firstName} ${user.lastName}`
}

/** What a user is found by: the names and the e-mail, folded. */
export function searchKey(user: { firstName: string; lastName: string; email: string }): string {
  return fold(`${user.firstName} ${user.lastName} ${user.email}`)
}
