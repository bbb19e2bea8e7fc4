import 'server-only'
import type { AuditEntry } from '@/lib/activity/audit-log'
import { type Database, SQL } from '@/lib/db/sql'

/** What a denial is about, as a request names it. A user may be named by email address. */
export type NamedTarget =
  | { type: 'organization' | 'account' | 'job' | 'provider'; id: number }
  | { type: 'user'; id: number | string }

const tables = {
  account: SQL.sql`accounts`,
  user: SQL.sql`users`,
  job: SQL.sql`jobs`,
  provider: SQL.sql`identity_providers`,
}

/** The target for the log. Undefined if the organization has no such record. */
export async function findTarget(
  db: Database,
  organizationId: number,
  { type, id }: NamedTarget,
): Promise<AuditEntry['target']> {
  if (type === 'organization') return id === organizationId ? { type, id } : undefined
  const key = typeof id === 'number' ? SQL.sql`id = ${id}` : SQL.sql`email = ${id}`
  const [record] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM ${tables[type]} WHERE ${key} AND organization_id = ${organizationId}`
  return record && { type, id: record.id }
}
