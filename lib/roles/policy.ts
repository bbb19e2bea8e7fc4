import type { Role } from '@/lib/auth/permissions'
import type { ErrorCode } from '@/lib/errors'

type Denial = { code: ErrorCode; message: string }

export const roleNames: Record<Role, string> = {
  'org-admin': 'Org Admin',
  admin: 'Account Admin',
  'default-user': 'Default User',
  org: 'Organization User',
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
