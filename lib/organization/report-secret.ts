import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { queueMail } from '@/lib/mail/queue'
import { isMailOn } from '@/lib/mail/settings'
import { fullName } from '@/lib/users/view'

/** Tells every Org Admin, also the one who did it: someone else may use their session. */
export async function reportNewSecret(
  db: Database,
  actor: Actor,
  { overlapHours }: { overlapHours: number },
): Promise<void> {
  if (!isMailOn()) return
  const { organizationId } = actor
  const administrators = await db.user.findMany({
    where: { organizationId, orgAdmin: true, active: true },
    select: { id: true, email: true },
  })
  for (const { id: userId, email: to } of administrators) {
    const mail = { organizationId, userId, to, template: 'organization-secret-reset' as const }
    await queueMail(db, { ...mail, parameters: { resetBy: fullName(actor), overlapHours } })
  }
}
