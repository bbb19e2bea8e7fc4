import 'server-only'
import { z } from 'zod'
import { hashToken, newToken } from '@/lib/auth/tokens'
import { SQL } from '@/lib/db/sql'
import { command } from '@/lib/operation'
import { defaultPasswordPolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { readPasswordPolicy } from '@/lib/passwords/records'
import { passwordPolicySchema } from '@/lib/passwords/schema'

/** `policy: null` restores the default policy. */
export const setPasswordPolicy = command({
  name: 'organization.setPasswordPolicy',
  permission: 'organization:write',
  input: z.object({ policy: passwordPolicySchema.nullable() }),
  async run({ actor, db, input, audit }): Promise<PasswordPolicy> {
    const { organizationId: id } = actor
    const before = await readPasswordPolicy(db, id)
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

/** The new secret is returned only here: the database keeps its hash. */
export const resetOrganizationSecret = command({
  name: 'organization.resetSecret',
  permission: 'organization:write',
  input: z.object({}),
  async run({ actor, db, audit }): Promise<{ id: number; name: string; secret: string }> {
    const { organizationId: id, organizationName: name } = actor
    const secret = newToken()
    await db.organization.update({
      where: { id },
      data: { secretHash: hashToken(secret) },
      select: { id: true },
    })
    audit({ target: { type: 'organization', id } })
    return { id, name, secret }
  },
})
