import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { type ExternalIdOwner, externalIdTaken } from '@/lib/taken'

/** The active accounts of the organization that have these external IDs. */
export async function findExternalIdOwners(
  db: Database,
  { organizationId }: Pick<Actor, 'organizationId'>,
  externalIds: string[],
): Promise<Map<string, ExternalIdOwner>> {
  const owners = await db.$queryRaw<(ExternalIdOwner & { externalId: string })[]>`
    SELECT id, name, external_id AS "externalId" FROM accounts
     WHERE organization_id = ${organizationId} AND active
       AND external_id = ANY(${externalIds}::text[])`
  return new Map(owners.map(({ externalId, ...owner }) => [externalId, owner]))
}

/** Rejects an external ID with the name of the account that has it. */
export async function requireFreeExternalId(
  db: Database,
  actor: Actor,
  externalId: string,
  message: (owner: ExternalIdOwner) => string = externalIdTaken,
): Promise<void> {
  const owner = (await findExternalIdOwners(db, actor, [externalId])).get(externalId)
  if (!owner) return
  const link = { href: paths.account(owner.id), label: 'Show account' }
  throw fieldError('conflict', 'externalId', message(owner), link)
}
