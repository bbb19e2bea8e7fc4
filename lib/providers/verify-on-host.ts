import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import { endSessionsBesideProvider } from '@/lib/auth/required-provider'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { verifyDomain } from '@/lib/providers/domain-records'
import { domain, domainSchema } from '@/lib/providers/schema'

export const verifyDomainSchema = z.object({ provider: domainSchema.shape.id, domain })

/** Lets the operator of the host verify a domain that the organization has added. */
export const verifyDomainOnHost = systemOperation({
  input: verifyDomainSchema,
  async run({
    origin,
    input: { provider: id, domain },
  }): Promise<{ name: string; domain: string }> {
    return transaction(async (db) => {
      const provider = await db.identityProvider.findUnique({
        where: { id },
        select: {
          name: true,
          organizationId: true,
          required: true,
          domains: { where: { domain } },
        },
      })
      if (!provider) throw new AppError('not-found', 'No identity provider has this ID.')
      if (provider.domains.length === 0) {
        throw new AppError(
          'not-found',
          'The provider does not have this domain. Add it in Settings.',
        )
      }
      await verifyDomain(db, id, domain)
      const { organizationId, name, required } = provider
      const sessionsEnded = await endSessionsBesideProvider(db, id)
      const author = { organizationId, userId: null, email: null, origin }
      const target = { type: 'provider', id } as const
      const operation = 'providers.verifyDomain'
      await writeAudit(db, author, [
        {
          operation,
          outcome: 'done',
          target,
          detail: { domain, by: 'operator', ...(required ? { sessionsEnded } : {}) },
        },
      ])
      return { name, domain }
    })
  },
})
