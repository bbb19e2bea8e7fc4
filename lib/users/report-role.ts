import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { queueMail } from '@/lib/mail/queue'
import type { UserRecord } from '@/lib/users/view'
import { fullName } from '@/lib/users/view'

/** Tells a user who has just become an Org Admin. */
export async function reportNewOrgAdmin(
  db: Database,
  actor: Actor,
  before: UserRecord,
  { id: userId, email: to, orgAdmin }: UserRecord,
): Promise<void> {
  if (before.orgAdmin || !orgAdmin) return
  const { organizationId } = actor
  const mail = { organizationId, userId, to, template: 'made-org-admin' as const }
  await queueMail(db, { ...mail, parameters: { madeBy: fullName(actor) } })
}
