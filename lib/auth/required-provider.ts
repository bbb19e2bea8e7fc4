import 'server-only'
import { EMERGENCY } from '@/lib/db/errors'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

/** Whether a provider that is required `p` is that of the user `u`: by their domain or their link. */
const isProviderOfUser = SQL.sql`
  (EXISTS (SELECT 1 FROM provider_domains d
            WHERE d.provider_id = p.id AND d.verified_at IS NOT NULL
              AND d.domain = split_part(u.email, '@', 2))
   OR EXISTS (SELECT 1 FROM user_identities i WHERE i.provider_id = p.id AND i.user_id = u.id))`

/** The name of the provider with which the user `u` has to sign in. Null if they may use a password. */
export const requiredProvider = SQL.sql`(
  SELECT p.name FROM identity_providers p
   WHERE p.organization_id = u.organization_id AND p.active AND p.required
     AND p.emergency_user_id <> u.id AND ${isProviderOfUser}
   ORDER BY p.id LIMIT 1)`

export async function findRequiredProvider(
  db: Database,
  { id }: { id: number },
): Promise<string | undefined> {
  const [user] = await db.$queryRaw<{ name: string | null }[]>`
    SELECT ${requiredProvider} AS name FROM users u WHERE u.id = ${id}`
  return user?.name ?? undefined
}

/**
 * Ends the sessions that people who must use this provider began in another way, except one. Does
 * nothing unless the provider is required. Returns how many.
 */
export function endSessionsBesideProvider(
  db: Database,
  providerId: number,
  keptSessionId = '',
): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sessions s USING users u, identity_providers p
     WHERE p.id = ${providerId} AND p.active AND p.required
       AND u.organization_id = p.organization_id AND u.id <> p.emergency_user_id
       AND s.user_id = u.id AND s.method <> 'provider' AND s.id <> ${keptSessionId}
       AND ${isProviderOfUser}`
}

/** Whether a user must not get a password, because they have to sign in with a provider. */
export async function requiresProvider(db: Database, user: { id: number }): Promise<boolean> {
  return (await findRequiredProvider(db, user)) !== undefined
}

/** Rejects taking the second factor from the one who gets in while a required provider is down. */
export async function requireNotEmergencyAdministrator(db: Database, id: number): Promise<void> {
  const where = { emergencyUserId: id, required: true }
  if ((await db.identityProvider.count({ where })) === 0) return
  throw new AppError('conflict', EMERGENCY)
}
