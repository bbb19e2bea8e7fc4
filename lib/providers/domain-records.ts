import 'server-only'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import type { DomainView } from '@/lib/providers/view'

export const domainColumns = { domain: true, token: true, verifiedAt: true } as const

/** Marks a domain as that of the provider, unless it is already that of another. */
export async function verifyDomain(
  db: Database,
  providerId: number,
  domain: string,
): Promise<DomainView> {
  const others = { domain, verifiedAt: { not: null }, providerId: { not: providerId } }
  if ((await db.providerDomain.count({ where: others })) > 0) {
    throw new AppError('conflict', `${domain} already belongs to another identity provider.`)
  }
  await db.$executeRaw`
    UPDATE provider_domains SET verified_at = now()
     WHERE provider_id = ${providerId} AND domain = ${domain}`
  const where = { providerId_domain: { providerId, domain } }
  return db.providerDomain.findUniqueOrThrow({ where, select: domainColumns })
}
