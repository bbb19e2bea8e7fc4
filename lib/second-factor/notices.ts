import 'server-only'
import type { Database } from '@/lib/db/sql'
import { queueMail } from '@/lib/mail/queue'

type User = { id: number; organizationId: number; email: string }

/** Tells a user that their authenticator app or passkeys no longer protect their sign-in. */
export async function queueFactorRemoved(
  db: Database,
  { id: userId, organizationId, email: to }: User,
  removedBy: 'user' | 'administrator' | 'host',
): Promise<void> {
  const mail = { organizationId, userId, to, template: 'second-factor-removed' } as const
  await queueMail(db, { ...mail, parameters: { removedBy } })
}
