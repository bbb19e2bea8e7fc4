import 'server-only'
import { z } from 'zod'
import { type StoredSecret, toStoredSecret } from '@/lib/auth/secrets'
import { query } from '@/lib/operation'
import { findOrganization } from '@/lib/organization/records'
import type { OrganizationView } from '@/lib/organization/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { readPasswordPolicy } from '@/lib/passwords/records'
import { describeRoles } from '@/lib/roles/describe'
import type { RoleView } from '@/lib/roles/view'
import {
  findPeopleWithoutFactor,
  readSecondFactorPolicy,
} from '@/lib/second-factor/organization-policy'
import type { SecondFactorPolicyView } from '@/lib/second-factor/view'

export const getOrganization = query({
  name: 'organization.get',
  permission: 'organization:read',
  input: z.object({}),
  run: ({ actor, db }): Promise<OrganizationView> => findOrganization(db, actor.organizationId),
})

export const getOrganizationSecret = query({
  name: 'organization.getSecret',
  permission: 'organization:read',
  input: z.object({}),
  async run({ actor, db }): Promise<StoredSecret | null> {
    const organization = await db.organization.findUniqueOrThrow({
      where: { id: actor.organizationId },
      select: { secretHash: true, secretCreatedAt: true },
    })
    return toStoredSecret(organization)
  },
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

/** The policy, and whom it leads to set up a second factor now or would if it were required. */
export const getSecondFactorPolicy = query({
  name: 'organization.getSecondFactorPolicy',
  permission: 'organization:read',
  input: z.object({}),
  async run({ actor: { organizationId: id }, db }): Promise<SecondFactorPolicyView> {
    const [policy, without] = await Promise.all([
      readSecondFactorPolicy(db, id),
      findPeopleWithoutFactor(db, id),
    ])
    return { ...policy, without }
  },
})
