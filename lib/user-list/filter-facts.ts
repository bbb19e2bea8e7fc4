import 'server-only'
import { expiredBefore } from '@/lib/auth/password-expiry'
import { type Database, SQL } from '@/lib/db/sql'
import type { PeopleFilters } from '@/lib/user-list/schema'

export type FilterFacts = {
  /** Passwords from before then have expired. Null if passwords don't expire. */
  expiredBefore: Date | null
  defaultAccountId: number | null
  /** The accounts whose users all inherit Account Admin. */
  adminAccountIds: number[]
}

/**
 * What filters compare with. It is read first, because the planner knows how many users match a value,
 * and expects the same number of any subquery.
 */
export async function readFilterFacts(
  db: Database,
  organizationId: number,
  { status, role }: Pick<PeopleFilters, 'status' | 'role'>,
): Promise<FilterFacts> {
  const accounts = (condition: SQL.Sql) => SQL.sql`
    SELECT id FROM accounts WHERE organization_id = ${organizationId} AND ${condition}`
  const isNeeded =
    status.includes('must-choose-password') || role.some((key) => key !== 'org-admin')
  const [facts] = isNeeded
    ? await db.$queryRaw<FilterFacts[]>`
        SELECT (${expiredBefore(organizationId)}) AS "expiredBefore",
               (${accounts(SQL.sql`default_account`)}) AS "defaultAccountId",
               ARRAY(${accounts(SQL.sql`account_admin AND active`)}) AS "adminAccountIds"`
    : []
  return facts ?? { expiredBefore: null, defaultAccountId: null, adminAccountIds: [] }
}
