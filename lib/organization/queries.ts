import 'server-only'
import { z } from 'zod'
import { query } from '@/lib/operation'
import { findOrganization } from '@/lib/organization/records'
import type { OrganizationView } from '@/lib/organization/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { readPasswordPolicy } from '@/lib/passwords/records'
import { describeRoles } from '@/lib/roles/describe'
import type { RoleView } from '@/lib/roles/view'

export const getOrganization = query({
  name: 'organization.get',
  permission: 'organization:read',
  input: z.object({}),
  run: ({ actor, db }): Promise<OrganizationView> => findOrganization(db, actor.organizationId),
})

/** The roles are the same in every organization. */
export const listRoles = query({
  name: 'organization.listRoles',
  permission: 'organization:read',
  input: z.object({}),
  run: async (): Promise<RoleView[]> => describeRoles(),
})

/** Every role may read the policy: everyone chooses a password. */
export const getPasswordPolicy = query({
  name: 'organization.getPasswordPolicy',
  permission: 'profile',
  input: z.object({}),
  run: ({ actor, db }): Promise<PasswordPolicy> => readPasswordPolicy(db, actor.organizationId),
})
