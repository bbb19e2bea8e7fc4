import 'server-only'
import { type FactColumns, factColumns, toFacts } from '@/lib/access/facts'
import type { UserDetails } from '@/lib/access/view'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { parsePasswordPolicy } from '@/lib/passwords/records'
import { userJoins, userNotFound, userRecordColumns } from '@/lib/users/records'
import { activeAdministrators } from '@/lib/users/rules'
import type { UserRecord, WithCredentials } from '@/lib/users/view'

type Details = Pick<UserDetails, 'user' | 'facts' | 'adminContext' | 'passwordPolicy'>

type Row = UserRecord &
  WithCredentials &
  FactColumns & { passwordPolicy: unknown; activeAdministrators: number }

/** All that can be read of a user in one row. */
export async function readDetails(
  db: Database,
  { organizationId, userId: actorId }: Actor,
  id: number,
): Promise<Details> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${userRecordColumns}, ${factColumns()}, o.password_policy AS "passwordPolicy",
           ${activeAdministrators(organizationId)} AS "activeAdministrators"
      FROM users u ${userJoins} WHERE u.id = ${id} AND u.organization_id = ${organizationId}`
  if (!row) throw userNotFound()
  return {
    user: row,
    facts: toFacts(row),
    adminContext: { actorId, activeAdministrators: row.activeAdministrators },
    passwordPolicy: parsePasswordPolicy(row.passwordPolicy),
  }
}
