import type { ErrorCode } from '@/lib/errors'

type Fault = { code: ErrorCode; message: string }

/** The roles that can be given, by the keys of the API. */
export const givenRoles = { 'org-admin': 'orgAdmin', admin: 'accountAdmin' } as const

export type GivenRole = keyof typeof givenRoles

/** Roles that exist, but that the system or nobody gives. */
const ungiven = ['default-user', 'org', 'sys-admin']

/** The role of this key, or why it cannot be given. */
export function givenRole(key: string): GivenRole | Fault {
  if (key === 'org-admin' || key === 'admin') return key
  if (ungiven.includes(key)) {
    return { code: 'forbidden', message: `The role ${key} cannot be given or taken.` }
  }
  return { code: 'invalid', message: 'There is no such role. Use org-admin or admin.' }
}
