import { z } from 'zod'
import { ignoredFields } from '@/lib/api/request-body'
import type { Role } from '@/lib/auth/permissions'
import { roleNames } from '@/lib/roles/policy'

// Clients store the IDs, so they never change.
const roles: Record<Role, { id: number; description: string }> = {
  'org-admin': { id: 1, description: 'Manages all accounts and users of the organization.' },
  admin: { id: 2, description: 'Administers their own account.' },
  'default-user': { id: 3, description: 'Every user of an account.' },
  org: { id: 4, description: 'Every user of the default account.' },
}

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
  const { id, description } = roles[key]
  return { id, name: roleNames[key], key, active: true, description, features: [] }
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
