import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { endSessionsBesideProvider } from '@/lib/auth/required-provider'
import { newToken } from '@/lib/auth/tokens'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { domainColumns, verifyDomain } from '@/lib/providers/domain-records'
import { readTextRecords } from '@/lib/providers/network/dns'
import { findProvider, lockProvider } from '@/lib/providers/records'
import { domainSchema } from '@/lib/providers/schema'
import { type DomainView, verificationRecord } from '@/lib/providers/view'

const MAX_DOMAINS = 50

/** Repeated, returns the domain with the token that it has. */
export const addProviderDomain = command({
  name: 'providers.addDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  async run({ actor, db, input: { id, domain }, audit }): Promise<DomainView> {
    const { domains } = await lockProvider(db, actor, id)
    const known = domains.find((each) => each.domain === domain)
    if (known) return known
    if (domains.length >= MAX_DOMAINS) {
      throw fieldError('conflict', 'domain', `A provider can have at most ${MAX_DOMAINS} domains.`)
    }
    const data = { providerId: id, domain, token: newToken() }
    const added = await db.providerDomain.create({ data, select: domainColumns })
    audit({ target: { type: 'provider', id }, detail: { domain } })
    return added
  },
})

/**
 * Looks for the token in the DNS of the domain. If the provider is required, ends the sessions that
 * people of the domain began in another way. Repeated, does nothing.
 */
export const verifyProviderDomain = command({
  name: 'providers.verifyDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  async prepare({ actor, db, input }): Promise<boolean> {
    const { domains } = await findProvider(db, actor, input.id)
    const known = domains.find((each) => each.domain === input.domain)
    if (!known) throw new AppError('not-found', 'The provider does not have this domain.')
    if (known.verifiedAt) return true
    const records = await readTextRecords(input.domain)
    return records.includes(verificationRecord(known.token))
  },
  async run({ actor, db, input: { id, domain }, prepared: hasRecord, audit }): Promise<DomainView> {
    const { domains, required } = await lockProvider(db, actor, id)
    const known = domains.find((each) => each.domain === domain)
    if (!known) throw new AppError('not-found', 'The provider does not have this domain.')
    if (known.verifiedAt) return known
    if (!hasRecord) {
      const message = `The DNS of ${domain} doesn't have the record yet. A new record can take an hour to appear.`
      throw new AppError('conflict', message)
    }
    const verified = await verifyDomain(db, id, domain)
    const sessionsEnded = await endSessionsBesideProvider(db, id, currentSessionId(actor))
    const ended = required ? { sessionsEnded } : {}
    audit({ target: { type: 'provider', id }, detail: { domain, by: 'DNS', ...ended } })
    return verified
  },
})

/** Repeated, does nothing. */
export const removeProviderDomain = command({
  name: 'providers.removeDomain',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: domainSchema,
  target: ({ id }) => ({ type: 'provider', id }),
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
