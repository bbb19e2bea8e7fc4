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

const unassignableRoles = ['default-user', 'org', 'sys-admin']

export function parseAssignableRole(key: string): AssignableRole | Denial {
  if (key === 'org-admin' || key === 'admin') return key
  if (unassignableRoles.includes(key)) {
    return { code: 'forbidden', message: `The role ${key} can't be assigned or revoked.` }
  }
  return { code: 'invalid', message: 'Unknown role. Use org-admin or admin.' }
}
