type Subject = { id: number; orgAdmin: boolean; active: boolean }

/** What the rules about administrators need to know of the organization. */
export type Situation = { actorId: number; activeAdministrators: number }

/** Why this user cannot be taken away (deleted, deactivated); undefined when they can. */
export function removalFault(user: Subject, { actorId, activeAdministrators }: Situation) {
  if (user.id === actorId) return 'You cannot deactivate or delete yourself.'
  if (user.orgAdmin && user.active && activeAdministrators < 2) {
    return 'This is the last active Org Admin. Give the role to someone else first.'
  }
  return undefined
}

/** Why the Org Admin role cannot be changed for this user; undefined when it can. */
export function orgAdminFault(
  user: Subject,
  defaultAccount: boolean,
  { actorId, activeAdministrators }: Situation,
) {
  if (!defaultAccount) return 'Only a user of the default account can be an Org Admin.'
  if (user.id === actorId) return 'You cannot change your own Org Admin role.'
  if (user.orgAdmin && user.active && activeAdministrators < 2) {
    return 'This is the last active Org Admin. Give the role to someone else first.'
  }
  return undefined
}
