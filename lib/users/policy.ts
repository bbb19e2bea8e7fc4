import type { ErrorCode } from '@/lib/errors'

type Subject = { id: number; orgAdmin: boolean; active: boolean }

/** What the rules about administrators need to know of the organization. */
export type AdminContext = { actorId: number; activeAdministrators: number }

const last = 'This is the last active Org Admin. Give the role to someone else first.'

/** Why this user cannot be taken away (deleted, deactivated); undefined when they can. */
export function whyNotRemovable(user: Subject, { actorId, activeAdministrators }: AdminContext) {
  if (user.id === actorId) return 'You cannot deactivate or delete yourself.'
  if (user.orgAdmin && user.active && activeAdministrators < 2) return last
  return undefined
}

type Denial = { code: ErrorCode; message: string }

/** Why the Org Admin role cannot be changed for this user; undefined when it can. */
export function whyOrgAdminFixed(
  user: Subject,
  defaultAccount: boolean,
  { actorId, activeAdministrators }: AdminContext,
): Denial | undefined {
  if (!defaultAccount) {
    const message = 'Only a user of the default account can be an Org Admin.'
    return { code: 'forbidden', message }
  }
  if (user.id === actorId) {
    return { code: 'forbidden', message: 'You cannot change your own Org Admin role.' }
  }
  if (user.orgAdmin && user.active && activeAdministrators < 2) {
    return { code: 'conflict', message: last }
  }
  return undefined
}
