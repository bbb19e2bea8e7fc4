export type Role = 'org-admin' | 'admin' | 'default-user' | 'org'

/** `profile` covers one's own password, sessions and User Secret. */
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
  | 'audit:read'

const permissions: Record<Role, readonly Permission[]> = {
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
    'audit:read',
  ],
  admin: ['profile'],
  'default-user': ['profile'],
  org: ['profile'],
}

export function permissionsOf(role: Role): readonly Permission[] {
  return permissions[role]
}

type User = Readonly<{
  roles: readonly Role[]
  mustChangePassword: boolean
  mustSetUpSecondFactor: boolean
}>

/** Users who must change their password or set up a second factor have access to their profile only. */
export function allows(user: User, permission: Permission): boolean {
  const { roles, mustChangePassword, mustSetUpSecondFactor } = user
  if ((mustChangePassword || mustSetUpSecondFactor) && permission !== 'profile') return false
  return roles.some((role) => permissionsOf(role).includes(permission))
}

/** The roles of a user: the granted ones, then the one that everyone in such an account has. */
export function rolesOf(user: {
  orgAdmin: boolean
  accountAdmin: boolean
  defaultAccount: boolean
}): Role[] {
  const roles: Role[] = [user.defaultAccount ? 'org' : 'default-user']
  if (user.accountAdmin) roles.unshift('admin')
  if (user.orgAdmin && user.defaultAccount) roles.unshift('org-admin')
  return roles
}
