import 'server-only'
import type { Database } from '@/lib/db/sql'
import type { SecretView } from '@/lib/organization/view'

type Row = {
  createdAt: Date | null
  callers: number
  previousUntil: Date | null
  previousCallers: number
  switched: number
}

/** The secrets of an organization and who uses them. Null without one. */
export async function readSecret(db: Database, id: number): Promise<SecretView | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT o.secret_created_at AS "createdAt",
           count(u.id) FILTER (WHERE NOT s.previous)::int AS callers,
           CASE WHEN o.previous_secret_until > now() THEN o.previous_secret_until END AS "previousUntil",
           count(u.id) FILTER (WHERE s.previous)::int AS "previousCallers",
           count(u.id) FILTER (WHERE s.previous AND new.user_id IS NOT NULL)::int AS switched
      FROM organizations o
      LEFT JOIN secret_uses s ON s.organization_id = o.id AND s.used_on > current_date - 30
      LEFT JOIN users u ON u.id = s.user_id AND u.active
      LEFT JOIN secret_uses new ON new.organization_id = o.id AND NOT new.previous
                               AND new.user_id = s.user_id
     WHERE o.id = ${id} AND o.secret_hash IS NOT NULL
     GROUP BY o.id`
  if (!row) return null
  const { createdAt, callers, previousUntil: until, previousCallers, switched } = row
  return { createdAt, callers, previous: until && { until, callers: previousCallers, switched } }
}

/** After a reset, what was used is the previous secret. */
export async function keepAsPreviousUses(db: Database, organizationId: number): Promise<void> {
  await forgetPreviousUses(db, organizationId)
  await db.secretUse.updateMany({ where: { organizationId }, data: { previous: true } })
}

export async function forgetPreviousUses(db: Database, organizationId: number): Promise<void> {
  await db.secretUse.deleteMany({ where: { organizationId, previous: true } })
}

export async function forgetUses(db: Database, organizationId: number): Promise<void> {
  await db.secretUse.deleteMany({ where: { organizationId } })
}
