import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { type UserKey, userNotFound } from '@/lib/users/records'

const deletedUser = z.object({
  accountId: z.int(),
  firstName: z.string(),
  lastName: z.string(),
})

export type DeletedUser = z.output<typeof deletedUser>

const auditDetail = z
  .string()
  .transform((text) => JSON.parse(text))
  .pipe(z.object({ before: deletedUser }))

/** A user that the organization has deleted, as the audit log remembers them. */
export async function findDeletedUser(
  db: Database,
  { organizationId }: Actor,
  { id, within }: UserKey,
): Promise<DeletedUser> {
  const user =
    typeof id === 'number'
      ? SQL.sql`target_id = ${id}`
      : SQL.sql`detail::jsonb #>> '{before,email}' = ${id}`
  const [event] = await db.$queryRaw<{ detail: string }[]>`
    SELECT detail FROM audit_events
     WHERE organization_id = ${organizationId} AND operation = 'users.delete' AND outcome = 'done'
           AND ${user}
     ORDER BY seq DESC LIMIT 1`
  const found = auditDetail.safeParse(event?.detail).data?.before
  if (!found || (within !== undefined && within !== found.accountId)) throw userNotFound()
  return found
}
