import type { userAccountColumns } from '@/lib/accounts/columns'
import { fileCells, fileHeader, type Row } from '@/lib/columns'
import type { UncountedPage } from '@/lib/listing/view'
import { type listedUserColumns, type userColumns, userFileColumns } from '@/lib/users/columns'
import type { AdminContext } from '@/lib/users/policy'

export type UserView = Row<typeof listedUserColumns>

/** Imported users have no password until someone sets one. */
type WithPassword = {
  hasPassword: boolean
  /** Without a password, and with an invite that still works. */
  invited: boolean
}

/** What decides the status of a user. */
export type StatusFacts = WithPassword & {
  active: boolean
  /** Wrong passwords have used up the attempts to sign in. */
  signInBlocked: boolean
  mustChangePassword: boolean
  /** The password is older than the policy allows. */
  passwordExpired: boolean
}

export const statusNames = {
  active: 'Active',
  inactive: 'Inactive',
  invited: 'Invited',
  'no-password': 'No password yet',
  'must-choose-password': 'Must choose a password',
  locked: 'Locked',
}

export type UserStatus = keyof typeof statusNames

/** The one word for a user: of what keeps them from signing in, what has to be solved first. */
export function userStatus(user: StatusFacts): UserStatus {
  if (!user.active) return 'inactive'
  if (!user.hasPassword) return user.invited ? 'invited' : 'no-password'
  if (user.signInBlocked) return 'locked'
  return user.mustChangePassword || user.passwordExpired ? 'must-choose-password' : 'active'
}

/** A link with which a user chooses a password. */
type PasswordLink = { purpose: 'password' | 'invite'; expiresAt: Date }

/** A user with their new User Secret, which is never shown again. */
export type UserWithSecret = { user: UserRecord; secret: string }

/** With its URL, which is never shown again. */
export type NewLink = PasswordLink & { url: string }

export type OpenLink = PasswordLink & { expired: boolean }

export type WithCredentials = WithPassword & {
  hasSecret: boolean
  /** Null without a secret, and for one from a version that didn't record it. */
  secretCreatedAt: Date | null
}

/** A user with their account and the columns that only the API shows. */
export type UserRecord = Row<typeof userColumns> &
  WithPassword & {
    account: Row<typeof userAccountColumns>
    /** Wrong passwords have used up the attempts to sign in. */
    signInBlocked: boolean
    /** The password is older than the policy allows. */
    passwordExpired: boolean
    /** Nobody used the password that someone else set, so it no longer works. */
    initialPasswordExpired: boolean
  }

/** Wrong passwords that keep a user from signing in. */
export type LockOut = {
  /** When there were too many in a row. From then on, someone has to unlock the user. */
  lockedAt: Date | null
  /** When the last network or device that had too many in 15 minutes may try again. */
  blockedUntil: Date | null
  /** The first wrong password since the last sign-in. */
  firstAt: Date | null
  attempts: number
  /** Up to three per device, coarsened to where the attempts came from roughly. */
  networks: string[]
}

/** One page of an account's users with opaque cursors, which are empty at either end. */
export type UserPage = {
  rows: (UserView & StatusFacts)[]
  firstRowNumber: number
  previous: string
  next: string
}

/** A user anywhere in the organization, with what of their account decides about roles. */
export type Person = UserView &
  StatusFacts & {
    account: { name: string; active: boolean; defaultAccount: boolean; accountAdmin: boolean }
  }

/** An account whose users all inherit Account Admin. */
export type AdministratorAccount = { id: number; name: string; userCount: number }

export type Administrators = {
  adminContext: AdminContext
  orgAdmins: UncountedPage<Person>
  accountAdmins: UncountedPage<Person>
  accounts: UncountedPage<AdministratorAccount>
}

type Name = { firstName: string; lastName: string }

export function fullName({ firstName, lastName }: Name): string {
  return `${firstName} ${lastName}`
}

export const userFileHeader = fileHeader(userFileColumns)

function userFileCells(user: Row<typeof userFileColumns>): string[] {
  return fileCells(userFileColumns, user)
}

// An import ignores the columns that it can't set.
export const userExportHeader = [
  'id',
  ...userFileHeader,
  'org_admin',
  'active',
  'last_login',
  'created',
]

export type ExportedUser = Row<typeof userColumns>

export function userExportCells(user: ExportedUser): string[] {
  const { id, orgAdmin, active, lastLoginAt, createdAt } = user
  return [
    String(id),
    ...userFileCells(user),
    orgAdmin ? 'yes' : 'no',
    active ? 'yes' : 'no',
    lastLoginAt?.toISOString() ?? '',
    createdAt.toISOString(),
  ]
}
