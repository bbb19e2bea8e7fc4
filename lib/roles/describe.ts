import 'server-only'
import { permissionsOf, type Role } from '@/lib/auth/permissions'
import { permissionDescriptions, roleDescriptions, roleNames } from '@/lib/roles/policy'
import type { RoleView } from '@/lib/roles/view'

const roles: Role[] = ['org-admin', 'admin', 'default-user', 'org']

/** The roles, with the permissions from the table that `authorize` reads. */
export function describeRoles(): RoleView[] {
  return roles.map((key) => ({
    key,
    name: roleNames[key],
    description: roleDescriptions[key],
    privileges: permissionsOf(key).map((permission) => ({
      key: permission,
      description: permissionDescriptions[permission],
    })),
  }))
}
