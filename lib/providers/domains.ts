import 'server-only'
import { z } from 'zod'
import { writeAudit } from '@/lib/activity/audit-log'
import { newToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { AppError, fieldError } from '@/lib/errors'
import { command, systemOperation } from '@/lib/operation'
import { readTextRecords } from '@/lib/providers/network/dns'
import { findProvider, lockProvider } from '@/lib/providers/records'
import { domain, domainSchema } from '@/lib/providers/schema'
import { type DomainView, verificationRecord } from '@/lib/providers/view'

const MAX_DOMAINS = 50

const columns = { domain: true, token: true, verifiedAt: true } as const

/** Repeated, returns the domain with the token that it has. */
export const addProviderDomain = command({
  name: 'providers.addDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  async run({ actor, db, input: { id, domain }, audit }): Promise<DomainView> {
    const { domains } = await lockProvider(db, actor, id)
    const known = domains.find((each) => each.domain === domain)
    if (known) return known
    if (domains.length >= MAX_DOMAINS) {
      throw fieldError('conflict', 'domain', `A provider can have at most ${MAX_DOMAINS} domains.`)
    }
    const data = { providerId: id, domain, token: newToken() }
    const added = await db.providerDomain.create({ data, select: columns })
    audit({ target: { type: 'provider', id }, detail: { domain } })
    return added
  },
})

/** Looks for the token in the DNS of the domain. Repeated, does nothing. */
export const verifyProviderDomain = command({
  name: 'providers.verifyDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  async prepare({ actor, db, input }): Promise<boolean> {
    const { domains } = await findProvider(db, actor, input.id)
    const known = domains.find((each) => each.domain === input.domain)
    if (!known) throw new AppError('not-found', 'The provider does not have this domain.')
    const records = await readTextRecords(input.domain)
    return records.includes(verificationRecord(known.token))
  },
  async run({ actor, db, input: { id, domain }, prepared: hasRecord, audit }): Promise<DomainView> {
    const { domains } = await lockProvider(db, actor, id)
    const known = domains.find((each) => each.domain === domain)
    if (!known) throw new AppError('not-found', 'The provider does not have this domain.')
    if (known.verifiedAt) return known
    if (!hasRecord) {
      const message = `The DNS of ${domain} doesn't have the record yet. A new record can take an hour to appear.`
      throw new AppError('conflict', message)
    }
    await requireFreeDomain(db, domain)
    const verified = await markVerified(db, id, domain)
    audit({ target: { type: 'provider', id }, detail: { domain, by: 'DNS' } })
    return verified
  },
})

/** Repeated, does nothing. */
export const removeProviderDomain = command({
  name: 'providers.removeDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  async run({ actor, db, input: { id, domain }, audit }): Promise<{ removed: boolean }> {
    const provider = await lockProvider(db, actor, id)
    const others = provider.domains.filter((each) => each.domain !== domain)
    if (provider.required && !others.some(({ verifiedAt }) => verifiedAt)) {
      const message = 'A required provider needs a verified domain. Turn off “Required” first.'
      throw new AppError('conflict', message)
    }
    const { count } = await db.providerDomain.deleteMany({ where: { providerId: id, domain } })
    if (count > 0) audit({ target: { type: 'provider', id }, detail: { removed: domain } })
    return { removed: count > 0 }
  },
})

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
        select: { name: true, organizationId: true, domains: { where: { domain } } },
      })
      if (!provider) throw new AppError('not-found', 'No identity provider has this ID.')
      if (provider.domains.length === 0) {
        throw new AppError(
          'not-found',
          'The provider does not have this domain. Add it in Settings.',
        )
      }
      await requireFreeDomain(db, domain, id)
      await markVerified(db, id, domain)
      const { organizationId, name } = provider
      const author = { organizationId, userId: null, email: null, origin }
      const target = { type: 'provider', id } as const
      const operation = 'providers.verifyDomain'
      await writeAudit(db, author, [
        { operation, outcome: 'done', target, detail: { domain, by: 'operator' } },
      ])
      return { name, domain }
    })
  },
})

async function markVerified(db: Database, providerId: number, domain: string): Promise<DomainView> {
  await db.$executeRaw`
    UPDATE provider_domains SET verified_at = now()
     WHERE provider_id = ${providerId} AND domain = ${domain}`
  const where = { providerId_domain: { providerId, domain } }
  return db.providerDomain.findUniqueOrThrow({ where, select: columns })
}

async function requireFreeDomain(db: Database, domain: string, ownId?: number): Promise<void> {
  const others = { domain, verifiedAt: { not: null }, providerId: { not: ownId ?? 0 } }
  if ((await db.providerDomain.count({ where: others })) === 0) return
  throw new AppError('conflict', `${domain} already belongs to another identity provider.`)
}
