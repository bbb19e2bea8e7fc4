import 'server-only'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { queueMail } from '@/lib/mail/queue'
import { isMailOn } from '@/lib/mail/settings'
import type { ChangedBy } from '@/lib/mail/templates/parameters'

/** Call it before the change: a first password is no news to anyone. */
export async function reportPasswordChange(
  db: Database,
  userId: number,
  changedBy: ChangedBy,
): Promise<void> {
  if (!isMailOn()) return
  const user = await db.user.findFirst({
    where: { id: userId, passwordHash: { not: NO_PASSWORD } },
    select: { organizationId: true, email: true },
  })
  if (!user) return
  const { organizationId, email: to } = user
  const mail = { organizationId, userId, to, template: 'password-changed' as const }
  await queueMail(db, { ...mail, parameters: { changedBy } })
}
