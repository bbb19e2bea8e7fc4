import 'server-only'
import { z } from 'zod'
import { query, systemOperation } from '@/lib/operation'
import { findProvider } from '@/lib/providers/records'
import { findEmergencyAdministrators } from '@/lib/providers/rules'
import { providerKeySchema } from '@/lib/providers/schema'
import type { EmergencyAdministrator, ProviderView } from '@/lib/providers/view'

export const getProvider = query({
  name: 'providers.get',
  permission: 'organization:read',
  input: providerKeySchema,
  run: ({ actor, db, input: { id } }): Promise<ProviderView> => findProvider(db, actor, id),
})

/** Who can be the emergency administrator of a provider. */
export const listEmergencyAdministrators = query({
  name: 'providers.listEmergencyAdministrators',
  permission: 'organization:read',
  input: z.object({}),
  run: ({ actor, db }): Promise<EmergencyAdministrator[]> => findEmergencyAdministrators(db, actor),
})

export const findProviderForEmail = systemOperation({
  input: z.object({ domain: z.string().max(1_000) }),
  async run({ db, input: { domain } }): Promise<{ key: string; name: string } | null> {
    return db.identityProvider.findFirst({
      where: { active: true, domains: { some: { domain, verifiedAt: { not: null } } } },
      select: { key: true, name: true },
    })
  },
})

/** Whether the domain of an address can lead to a provider, in any organization. */
export const hasActiveProvider = systemOperation({
  input: z.object({}),
  async run({ db }): Promise<boolean> {
    const where = { verifiedAt: { not: null }, provider: { active: true } }
    return (await db.providerDomain.findFirst({ where, select: { domain: true } })) !== null
  },
})
