import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { selectJobs } from '@/lib/jobs/records'

export async function findLatest(db: Database, actor: Actor, condition = SQL.sql`true`) {
  const [job] = await selectJobs(
    db,
    SQL.sql`organization_id = ${actor.organizationId} AND kind = 'audit.verify' AND ${condition}
            ORDER BY id DESC LIMIT 1`,
  )
  return job
}

export function findRunning(db: Database, actor: Actor) {
  return findLatest(db, actor, SQL.sql`state = 'running'`)
}

export async function countEntries(db: Database, { organizationId }: Actor): Promise<number> {
  const [head] = await db.$queryRaw<{ seq: number }[]>`
    SELECT seq FROM audit_heads WHERE organization_id = ${organizationId}`
  return head?.seq ?? 0
}

/** When the oldest entry in the database was written, if there are older ones in files. */
export async function findArchivedBefore(
  db: Database,
  { organizationId }: Actor,
): Promise<Date | null> {
  const [oldest] = await db.$queryRaw<{ at: Date }[]>`
    SELECT at FROM audit_events
     WHERE organization_id = ${organizationId}
       AND EXISTS (SELECT 1 FROM audit_archives WHERE organization_id = ${organizationId})
     ORDER BY seq LIMIT 1`
  return oldest?.at ?? null
}
