import type { ErrorCode } from '@/lib/errors'
import type { AssignableRole } from '@/lib/roles/policy'

type Subject = { id: number; orgAdmin: boolean; active: boolean }

/** What the rules about administrators need to know of the organization. */
export type AdminContext = { actorId: number; activeAdministrators: number }

export const ORG_ADMIN_IN_DEFAULT_ACCOUNT =
  'Only users of the default account can have the Org Admin role.'
export const OWN_ROLES = "You can't change your own roles."
export const INACTIVE_ACCOUNT = "Users of a deactivated account can't be active."
export const INACTIVE_LINK = "A deactivated user can't get a link."
export const OWN_LINK = 'Change your own password on your profile page.'
export const OWN_EMAIL = 'Change your own email on your profile, which sends a link to it first.'
export const OWN_REMOVAL = "You can't deactivate or delete yourself."
export const LAST_ADMINISTRATOR =
  'This is the last active Org Admin. Give someone else the role first.'

/** Why a user cannot be deactivated or deleted; undefined when they can. */
export function whyNotRemovable(user: Subject, context: AdminContext): string | undefined {
  if (user.id === context.actorId) return OWN_REMOVAL
  return isLastAdministrator(user, context) ? LAST_ADMINISTRATOR : undefined
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

/** Why a user's administrator role can't be given or removed; undefined when it can. */
export function whyRoleFixed(
  role: AssignableRole,
  user: Subject,
  defaultAccount: boolean,
  context: AdminContext,
): string | undefined {
  if (role === 'org-admin') return whyOrgAdminFixed(user, defaultAccount, context)?.message
  return user.id === context.actorId ? OWN_ROLES : undefined
}

function isLastAdministrator(user: Subject, { activeAdministrators }: AdminContext): boolean {
  return user.orgAdmin && user.active && activeAdministrators < 2
}
