import 'server-only'
import { z } from 'zod'
import { newSecret, noSecret } from '@/lib/auth/secrets'
import { shallowEqual } from '@/lib/changes'
import { SQL } from '@/lib/db/sql'
import { command } from '@/lib/operation'
import { findOrganization, renameOrganization } from '@/lib/organization/records'
import { reportNewSecret } from '@/lib/organization/report-secret'
import { updateOrganizationSchema } from '@/lib/organization/schema'
import type { OrganizationView } from '@/lib/organization/view'
import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { readPasswordPolicy } from '@/lib/passwords/records'
import { passwordPolicySchema } from '@/lib/passwords/schema'
import {
  readSecondFactorPolicy,
  saveSecondFactorPolicy,
} from '@/lib/second-factor/organization-policy'
import type { SecondFactorPolicy } from '@/lib/second-factor/policy'
import { secondFactorPolicySchema } from '@/lib/second-factor/schema'

type UpdatedOrganization = { organization: OrganizationView; changed: boolean }

/** Saving the name it has writes nothing. The name of the default account stays as it is. */
export const updateOrganization = command({
  name: 'organization.update',
  permission: 'organization:write',
  input: updateOrganizationSchema,
  async run({ actor, db, input: { name }, audit }): Promise<UpdatedOrganization> {
    const { organizationId: id } = actor
    const before = await findOrganization(db, id)
    if (name === undefined || name === before.name) {
      return { organization: before, changed: false }
    }
    const after = await renameOrganization(db, id, name)
    audit({
      target: { type: 'organization', id },
      detail: { before: { name: before.name }, after: { name } },
    })
    return { organization: after, changed: true }
  },
})

/** `policy: null` restores the default policy. Saving the policy that applies writes nothing. */
export const setPasswordPolicy = command({
  name: 'organization.setPasswordPolicy',
  permission: 'organization:write',
  input: z.object({ policy: passwordPolicySchema.nullable() }),
  async run({ actor, db, input, audit }): Promise<PasswordPolicy> {
    const { organizationId: id } = actor
    const before = await readPasswordPolicy(db, id)
    if (input.policy && shallowEqual(before, input.policy)) return before
    await db.organization.update({
      where: { id },
      data: { passwordPolicy: input.policy ?? SQL.DbNull },
      select: { id: true },
    })
    const after = input.policy ?? defaultPasswordPolicy
    audit({ target: { type: 'organization', id }, detail: { before, after } })
    return after
  },
})

/** Saving the policy that applies writes nothing. */
export const setSecondFactorPolicy = command({
  name: 'organization.setSecondFactorPolicy',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: secondFactorPolicySchema,
  async run({ actor, db, input, audit }): Promise<SecondFactorPolicy & { changed: boolean }> {
    const { organizationId: id } = actor
    await db.$executeRaw`SELECT 1 FROM organizations WHERE id = ${id} FOR UPDATE`
    const before = await readSecondFactorPolicy(db, id)
    if (shallowEqual(before, input)) return { ...before, changed: false }
    await saveSecondFactorPolicy(db, id, input)
    audit({ target: { type: 'organization', id }, detail: { before, after: input } })
    return { ...input, changed: true }
  },
})

/** The new secret is returned only here: the database keeps its hash. */
export const resetOrganizationSecret = command({
  name: 'organization.resetSecret',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ id: number; name: string; secret: string }> {
    const { organizationId: id, organizationName: name } = actor
    const { secret, columns } = newSecret()
    await db.organization.update({ where: { id }, data: columns, select: { id: true } })
    await reportNewSecret(db, actor)
    audit({ target: { type: 'organization', id } })
    return { id, name, secret }
  },
})

/** Closes the API for the organization. Repeated, does nothing. */
export const withdrawOrganizationSecret = command({
  name: 'organization.withdrawSecret',
  permission: 'organization:write',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ name: string }> {
    const { organizationId: id, organizationName: name } = actor
    const where = { id, secretHash: { not: null } }
    const { count } = await db.organization.updateMany({ where, data: noSecret })
    if (count > 0) audit({ target: { type: 'organization', id } })
    return { name }
  },
})
