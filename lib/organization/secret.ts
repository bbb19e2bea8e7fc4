import 'server-only'
import { z } from 'zod'
import { newSecret } from '@/lib/auth/secrets'
import { SQL } from '@/lib/db/sql'
import { command } from '@/lib/operation'
import { reportNewSecret } from '@/lib/organization/report-secret'
import { endPreviousSecretSchema, resetOrganizationSecretSchema } from '@/lib/organization/schema'
import { forgetPreviousUses, forgetUses, keepAsPreviousUses } from '@/lib/organization/secret-uses'

type NewSecret = { id: number; name: string; secret: string; previousUntil: Date | null }

/**
 * The new secret is returned only here: the database keeps its hash. The old one works for as many
 * hours as the input says, and the one before that no longer.
 */
export const resetOrganizationSecret = command({
  name: 'organization.resetSecret',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: resetOrganizationSecretSchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, input: { overlapHours }, audit }): Promise<NewSecret> {
    const { organizationId: id, organizationName: name } = actor
    const { secret, columns } = newSecret()
    const [row] = await db.$queryRaw<{ previousUntil: Date | null }[]>`
      UPDATE organizations SET secret_hash = ${columns.secretHash}, ${previousSecret(overlapHours)}
       WHERE id = ${id} RETURNING previous_secret_until AS "previousUntil"`
    const previousUntil = row?.previousUntil ?? null
    if (previousUntil) await keepAsPreviousUses(db, id)
    else await forgetUses(db, id)
    await reportNewSecret(db, actor, { overlapHours: previousUntil ? overlapHours : 0 })
    audit({ target: { type: 'organization', id }, detail: { previousUntil } })
    return { id, name, secret, previousUntil }
  },
})

function previousSecret(overlapHours: number): SQL.Sql {
  if (overlapHours === 0) return SQL.sql`previous_secret_hash = NULL, previous_secret_until = NULL`
  return SQL.sql`previous_secret_hash = secret_hash, previous_secret_until = CASE
    WHEN secret_hash IS NOT NULL THEN now() + make_interval(hours => ${overlapHours}::int) END`
}

/** Ends the secret from before the last reset. Repeated, does nothing. */
export const endPreviousSecret = command({
  name: 'organization.endPreviousSecret',
  permission: 'organization:write',
  input: endPreviousSecretSchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, audit }): Promise<{ changed: boolean }> {
    const { organizationId: id } = actor
    const { count } = await db.organization.updateMany({
      where: { id, previousSecretHash: { not: null } },
      data: { previousSecretHash: null, previousSecretUntil: null },
    })
    if (count === 0) return { changed: false }
    await forgetPreviousUses(db, id)
    audit({ target: { type: 'organization', id } })
    return { changed: true }
  },
})

/** Closes the API for the organization: no secret works any more. Repeated, does nothing. */
export const withdrawOrganizationSecret = command({
  name: 'organization.withdrawSecret',
  permission: 'organization:write',
  input: z.object({}),
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, audit }): Promise<{ name: string }> {
    const { organizationId: id, organizationName: name } = actor
    const { count } = await db.organization.updateMany({
      where: { id, secretHash: { not: null } },
      data: { secretHash: null, previousSecretHash: null, previousSecretUntil: null },
    })
    if (count > 0) {
      await forgetUses(db, id)
      audit({ target: { type: 'organization', id } })
    }
    return { name }
  },
})
