import type { Permission, Role } from '@/lib/auth/permissions'
import type { ErrorCode } from '@/lib/errors'

type Denial = { code: ErrorCode; message: string }

export const roleNames: Record<Role, string> = {
  'org-admin': 'Org Admin',
  admin: 'Account Admin',
  'default-user': 'Default User',
  org: 'Organization User',
}

export const roleDescriptions: Record<Role, string> = {
  'org-admin': 'Manages all accounts and users of the organization.',
  admin: 'Administers their own account.',
  'default-user': 'Every user of an account.',
  org: 'Every user of the default account.',
}

/** What each permission allows, in the words of the person who reads it. */
export const permissionDescriptions: Record<Permission, string> = {
  profile: 'Manage your own name, email, password, passkeys, sessions and User Secret',
  'accounts:read': 'Find, view and export accounts',
  'accounts:write': 'Add, import, update, deactivate and delete accounts',
  'users:read': 'Find, view and export users, and see whether they can sign in',
  'users:write': 'Add, import, update, deactivate and delete users, and give roles',
  'jobs:read': 'View the progress and reports of imports and bulk changes',
  'jobs:write': 'Confirm and cancel imports and bulk changes',
  'organization:read': 'View the settings of the organization',
  'organization:write': 'Change the settings of the organization, and reset its secret',
  'audit:read': 'View, export and verify the activity of the organization',
}

export const assignableRoles = { 'org-admin': 'orgAdmin', admin: 'accountAdmin' } as const

export type AssignableRole = keyof typeof assignableRoles

/** Every user has one of these, by the account they are in. */
const baseRoles = ['default-user', 'org']

export function isBaseRole(key: string): boolean {
  return baseRoles.includes(key)
}

export function parseAssignableRole(key: string): AssignableRole | Denial {
  if (key === 'org-admin' || key === 'admin') return key
  if (isBaseRole(key) || key === 'sys-admin') {
    return { code: 'forbidden', message: `The role ${key} can't be assigned or revoked.` }
  }
  return { code: 'invalid', message: 'Unknown role. Use org-admin or admin.' }
}
