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
  ],
  admin: ['profile'],
  'default-user': ['profile'],
  org: ['profile'],
}

type User = { readonly roles: readonly Role[]; readonly mustChangePassword: boolean }

/** Users who must change their password have access to nothing but their profile. */
export function allows({ roles, mustChangePassword }: User, permission: Permission): boolean {
  if (mustChangePassword && permission !== 'profile') return false
  return roles.some((role) => permissions[role].includes(permission))
}

export function rolesOf(user: {
  orgAdmin: boolean
  accountAdmin: boolean
  defaultAccount: boolean
}): Role[] {
  const assigned: Role[] = []
  if (user.orgAdmin && user.defaultAccount) assigned.push('org-admin')
  if (user.accountAdmin) assigned.push('admin')
  if (assigned.length > 0) return assigned
  return [user.defaultAccount ? 'org' : 'default-user']
}
