import type { ErrorCode } from '@/lib/errors'
import type { StatusFacts } from '@/lib/users/view'

type Subject = { id: number; orgAdmin: boolean; active: boolean }

/** What the rules about administrators need to know of the organization. */
export type AdminContext = { actorId: number; activeAdministrators: number }

export const ORG_ADMIN_IN_DEFAULT_ACCOUNT =
  'Only users of the default account can have the Org Admin role.'
export const OWN_ROLES = "You can't change your own roles."
export const OWN_LINK = 'Change your own password on your profile page.'
export const OWN_EMAIL = 'Change your own email on your profile, which sends a link to it first.'
const LAST_ADMINISTRATOR = 'This is the last active Org Admin. Give someone else the role first.'

/** Why a user cannot be deactivated or deleted; undefined when they can. */
export function whyNotRemovable(user: Subject, context: AdminContext): string | undefined {
  if (user.id === context.actorId) return "You can't deactivate or delete yourself."
  return isLastAdministrator(user, context) ? LAST_ADMINISTRATOR : undefined
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

type Denial = { code: ErrorCode; message: string }

/** Why a user's Org Admin role cannot change; undefined when it can. */
export function whyOrgAdminFixed(
  user: Subject,
  defaultAccount: boolean,
  context: AdminContext,
): Denial | undefined {
  if (!defaultAccount) return { code: 'forbidden', message: ORG_ADMIN_IN_DEFAULT_ACCOUNT }
  if (user.id === context.actorId) {
    return { code: 'forbidden', message: "You can't change your own Org Admin role." }
  }
  if (isLastAdministrator(user, context)) return { code: 'conflict', message: LAST_ADMINISTRATOR }
  return undefined
}

function isLastAdministrator(user: Subject, { activeAdministrators }: AdminContext): boolean {
  return user.orgAdmin && user.active && activeAdministrators < 2
}
