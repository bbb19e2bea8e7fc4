import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { NO_EMERGENCY_ADMINISTRATOR, whyNotRequirable } from '@/lib/providers/policy'
import type { EmergencyAdministrator, ProviderView } from '@/lib/providers/view'

type Settings = Pick<ProviderView, 'active' | 'testedAt' | 'domains' | 'emergencyUserId'>

/** Nobody may be locked out when people must sign in with the provider. */
export async function requireRequirable(
  db: Database,
  actor: Pick<Actor, 'organizationId'>,
  provider: Settings,
): Promise<void> {
  const reason = whyNotRequirable(provider)
  if (reason) throw fieldError('conflict', 'required', reason)
  const administrators = await findEmergencyAdministrators(db, actor)
  if (administrators.some(({ id }) => id === provider.emergencyUserId)) return
  throw fieldError('conflict', 'emergencyUserId', NO_EMERGENCY_ADMINISTRATOR)
}

/** Org Admins who can sign in with a password and a second factor. */
export function findEmergencyAdministrators(
  db: Database,
  { organizationId }: Pick<Actor, 'organizationId'>,
): Promise<EmergencyAdministrator[]> {
  return db.$queryRaw<EmergencyAdministrator[]>`
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email
      FROM users u JOIN second_factors f ON f.user_id = u.id
     WHERE u.organization_id = ${organizationId} AND u.org_admin AND u.active
       AND u.password_hash <> ${NO_PASSWORD}
     ORDER BY u.last_name, u.first_name, u.id`
}
