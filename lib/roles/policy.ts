import type { ErrorCode } from '@/lib/errors'

type Denial = { code: ErrorCode; message: string }

/** The roles that can be given, by the keys of the API. */
export const assignableRoles = { 'org-admin': 'orgAdmin', admin: 'accountAdmin' } as const

export type AssignableRole = keyof typeof assignableRoles

/** Roles that exist, but that the system or nobody gives. */
const unassignableRoles = ['default-user', 'org', 'sys-admin']

/** The role of this key, or why it cannot be given. */
export function parseAssignableRole(key: string): AssignableRole | Denial {
  if (key === 'org-admin' || key === 'admin') return key
  if (unassignableRoles.includes(key)) {
    return { code: 'forbidden', message: `The role ${key} cannot be given or taken.` }
  }
  return { code: 'invalid', message: 'There is no such role. Use org-admin or admin.' }
}
