import 'server-only'
import type { ActivityFilter } from '@/lib/activity-log/schema'
import type { ResolvedFilter } from '@/lib/activity-log/scope'
import type { AccountChoice, FilteredBy } from '@/lib/activity-log/view'
import { type Database, SQL } from '@/lib/db/sql'
import { normalizeEmail } from '@/lib/email'
import { isId } from '@/lib/ids'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { escapeLike } from '@/lib/search-text'
import { normalizeIdentifier } from '@/lib/text'

const MAX_CHOICES = 20

type Named = { id: number; name: string }

type Resolution = {
  /** Undefined if a filter names nobody, or more than one account: then nothing matches. */
  filter: ResolvedFilter | undefined
  filteredBy: FilteredBy
}

/** Finds the records that the filters name, also deleted ones. */
export async function resolveFilter(
  db: Database,
  organizationId: number,
  { person: personKey, account: accountKey, user: userId, ...rest }: ActivityFilter,
): Promise<Resolution> {
  const [person, accounts, user] = await Promise.all([
    personKey ? findPerson(db, organizationId, personKey) : undefined,
    accountKey ? findAccounts(db, organizationId, accountKey) : [],
    userId ? findPerson(db, organizationId, String(userId)) : undefined,
  ])
  const account = accounts.length === 1 ? accounts[0] : undefined
  const accountChoices = accounts.length > 1 ? accounts : []
  const filteredBy = { person, account, user, accountChoices }
  const isUnknown = (personKey && !person) || (accountKey && !account)
  if (isUnknown) return { filter: undefined, filteredBy }
  return { filter: { ...rest, personId: person?.id, accountId: account?.id, userId }, filteredBy }
}

/** A user by ID or email address. A deleted one is found in the log. */
async function findPerson(
  db: Database,
  organizationId: number,
  key: string,
): Promise<Named | undefined> {
  const [byId, userId] = isId(key) ? [true, Number(key)] : [false, 0]
  const email = byId ? '' : normalizeEmail(key)
  const [present, deleted] = byId
    ? [SQL.sql`id = ${userId}`, SQL.sql`target_id = ${userId}`]
    : [SQL.sql`email = ${email}`, SQL.sql`(detail::jsonb #>> '{before,email}') = ${email}`]
  const rows = await db.$queryRaw<Named[]>`
    (SELECT id, first_name || ' ' || last_name AS name FROM users
      WHERE organization_id = ${organizationId} AND ${present})
    UNION ALL
    (SELECT target_id, coalesce(nullif(concat_ws(' ', detail::jsonb #>> '{before,firstName}',
                                                 detail::jsonb #>> '{before,lastName}'), ''), actor_email)
       FROM audit_events
      WHERE organization_id = ${organizationId} AND operation = 'users.delete' AND outcome = 'done'
            AND ${deleted} LIMIT 1)`
  return rows[0] ?? (byId ? { id: userId, name: `user ${userId}` } : undefined)
}

/** Accounts by ID, name or external ID, active ones first. */
async function findAccounts(
  db: Database,
  organizationId: number,
  key: string,
): Promise<AccountChoice[]> {
  const columns = SQL.sql`SELECT id, name, active FROM accounts WHERE organization_id = ${organizationId}`
  if (isId(key)) {
    const [byId] = await db.$queryRaw<AccountChoice[]>`${columns} AND id = ${Number(key)}`
    if (byId) return [byId]
  }
  const nameKey = normalizeForSearch(key)
  const externalId = normalizeIdentifier(key)
  return db.$queryRaw<AccountChoice[]>`
    SELECT * FROM (
      ${columns} AND active AND name_key = ${nameKey}
      UNION ${columns} AND active AND external_id = ${externalId}
      UNION ${columns} AND NOT active AND name_key LIKE ${escapeLike(nameKey)}
      UNION ${columns} AND NOT active AND external_id = ${externalId}) found
     ORDER BY active DESC, id LIMIT ${MAX_CHOICES}`
}
