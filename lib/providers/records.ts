import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { domainColumns } from '@/lib/providers/domain-records'
import type { LinkedIdentity, ListedProvider, ProviderView } from '@/lib/providers/view'

const providerNotFound = () => new AppError('not-found', 'Identity provider not found.')

export const providerColumns = {
  id: true,
  key: true,
  name: true,
  issuer: true,
  clientId: true,
  account: { select: { id: true, name: true } },
  active: true,
  required: true,
  emergencyUserId: true,
  testedAt: true,
  version: true,
  domains: { select: domainColumns, orderBy: { domain: 'asc' } },
} as const

type Scope = Pick<Actor, 'organizationId'>

export async function findProvider(
  db: Database,
  { organizationId }: Scope,
  id: number,
): Promise<ProviderView> {
  const provider = await db.identityProvider.findFirst({
    where: { id, organizationId },
    select: providerColumns,
  })
  if (!provider) throw providerNotFound()
  return provider
}

const MAX_LISTED = 100

export function listProviders(db: Database, organizationId: number): Promise<ListedProvider[]> {
  return db.$queryRaw<ListedProvider[]>`
    SELECT id, name, active, required,
           ARRAY(SELECT domain FROM provider_domains
                  WHERE provider_id = p.id AND verified_at IS NOT NULL
                  ORDER BY domain) AS "verifiedDomains"
      FROM identity_providers p WHERE organization_id = ${organizationId}
     ORDER BY id LIMIT ${MAX_LISTED}`
}

/** Locks and reads a provider, so that it and its domains change one command at a time. */
export async function lockProvider(
  db: Database,
  { organizationId }: Scope,
  id: number,
): Promise<ProviderView> {
  await db.$executeRaw`
    SELECT 1 FROM identity_providers WHERE id = ${id} AND organization_id = ${organizationId}
       FOR UPDATE`
  return findProvider(db, { organizationId }, id)
}

type ProviderChange = Parameters<Database['identityProvider']['update']>[0]['data']

export function saveProvider(
  db: Database,
  id: number,
  change: ProviderChange,
): Promise<ProviderView> {
  return db.identityProvider.update({
    where: { id },
    data: { ...change, version: { increment: 1 } },
    select: providerColumns,
  })
}

export function listIdentities(db: Database, userId: number): Promise<LinkedIdentity[]> {
  return db.$queryRaw<LinkedIdentity[]>`
    SELECT p.id AS "providerId", p.name AS provider, i.subject, i.created_at AS "createdAt"
      FROM user_identities i JOIN identity_providers p ON p.id = i.provider_id
     WHERE i.user_id = ${userId} ORDER BY p.id, i.created_at`
}
