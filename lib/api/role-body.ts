import { z } from 'zod'
import { ignoredFields } from '@/lib/api/request-body'
import type { Role } from '@/lib/auth/permissions'
import { roleDescriptions, roleNames } from '@/lib/roles/policy'
import type { RoleView } from '@/lib/roles/view'

// Clients store the IDs, so they never change.
const roleIds: Record<Role, number> = { 'org-admin': 1, admin: 2, 'default-user': 3, org: 4 }

export const roleBody = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    key: z.string(),
    active: z.boolean(),
    description: z.string(),
    features: z.array(z.unknown()).meta({ description: 'Always empty.' }),
  })
  .meta({ id: 'Role' })

export function presentRole(key: Role): z.input<typeof roleBody> {
  const [id, name, description] = [roleIds[key], roleNames[key], roleDescriptions[key]]
  return { id, name, key, active: true, description, features: [] }
}

const describedRoleBody = roleBody
  .extend({
    privileges: z
      .array(z.strictObject({ key: z.string(), description: z.string() }))
      .meta({ description: 'What the role allows in this console and its API. They are fixed.' }),
  })
  .meta({ id: 'DescribedRole' })

export const describedRolesResponse = {
  schema: z.array(describedRoleBody),
  present: (roles: RoleView[]) =>
    roles.map(({ key, privileges }) => ({ ...presentRole(key), privileges })),
}

export const rolesResponse = {
  schema: z.array(roleBody),
  present: (keys: Role[]) => keys.map(presentRole),
}

const readOnly = [
  'id',
  'name',
  'active',
  'description',
  'features',
  'privileges',
  'hide',
  'createdDate',
]

/** The roles of a user in a request. Only the key counts, so that clients can send whole roles. */
export const rolesInBody = z
  .array(
    z.strictObject({
      key: z.string().max(100),
      ...ignoredFields(readOnly),
    }),
  )
  .max(10)
  .meta({ description: 'org-admin (users of the default account only) or admin.' })
