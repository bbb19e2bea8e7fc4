export type Role = 'org-admin' | 'admin' | 'default-user' | 'org'

/** What an operation asks for. `profile` is one's own password and sessions. */
export type Permission =
  | 'profile'
  | 'accounts:read'
  | 'accounts:write'
  | 'users:read'
  | 'users:write'
  | 'jobs:read'
  | 'jobs:write'
  | 'organization:read'
  | 'organization:write'

const grants: Record<Role, readonly Permission[]> = {
  'org-admin': [
    'profile',
    'accounts:read',
    'accounts:write',
    'users:read',
    'users:write',
    'jobs:read',
    'jobs:write',
    'organization:read',
    'organization:write',
  ],
  admin: ['profile'],
  'default-user': ['profile'],
  org: ['profile'],
}

type Holder = { readonly roles: readonly Role[]; readonly mustChangePassword: boolean }

/** Until a required new password is chosen, only one's own profile is open. */
export function allows(holder: Holder, permission: Permission): boolean {
  if (holder.mustChangePassword && permission !== 'profile') return false
  return holder.roles.some((role) => grants[role].includes(permission))
}

/** The roles of a user: those that were given, else the one the system assigns. */
export function rolesOf(user: {
  orgAdmin: boolean
  accountAdmin: boolean
  defaultAccount: boolean
}): Role[] {
  const given: Role[] = []
  if (user.orgAdmin && user.defaultAccount) given.push('org-admin')
  if (user.accountAdmin) given.push('admin')
  if (given.length > 0) return given
  return [user.defaultAccount ? 'org' : 'default-user']
}
