import 'server-only'
import { type Database, SQL } from '@/lib/db/sql'

/** Whether a provider that is required `p` is that of the user `u`: by their domain or their link. */
const isProviderOfUser = SQL.sql`
  (EXISTS (SELECT 1 FROM provider_domains d
            WHERE d.provider_id = p.id AND d.verified_at IS NOT NULL
              AND d.domain = split_part(u.email, '@', 2))
   OR EXISTS (SELECT 1 FROM user_identities i WHERE i.provider_id = p.id AND i.user_id = u.id))`

/** The name of the provider with which a user has to sign in. Undefined if they may use a password. */
export async function findRequiredProvider(
  db: Database,
  { id }: { id: number },
): Promise<string | undefined> {
  const [provider] = await db.$queryRaw<{ name: string }[]>`
    SELECT p.name
      FROM users u JOIN identity_providers p ON p.organization_id = u.organization_id
     WHERE u.id = ${id} AND p.active AND p.required AND p.emergency_user_id <> u.id
       AND ${isProviderOfUser}
     ORDER BY p.id LIMIT 1`
  return provider?.name
}

/** Whether a user must not get a password, because they have to sign in with a provider. */
export async function requiresProvider(db: Database, user: { id: number }): Promise<boolean> {
  return (await findRequiredProvider(db, user)) !== undefined
}
