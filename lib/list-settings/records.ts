import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import type { SavedView } from '@/lib/list-settings/view'

export const viewColumns = SQL.sql`id, name, user_id IS NULL AS shared, query, version`

/** The views that a person has: their own and those of the organization. */
export function viewsOf({ organizationId, userId }: Actor): SQL.Sql {
  return SQL.sql`organization_id = ${organizationId} AND (user_id IS NULL OR user_id = ${userId})`
}

export const viewNotFound = () => new AppError('not-found', 'View not found.')

export async function lockView(db: Database, actor: Actor, id: number): Promise<SavedView> {
  const [view] = await db.$queryRaw<SavedView[]>`
    SELECT ${viewColumns} FROM saved_views WHERE ${viewsOf(actor)} AND id = ${id}
       FOR NO KEY UPDATE`
  if (!view) throw viewNotFound()
  return view
}

export function isStale(view: SavedView, version: number | undefined): boolean {
  return version !== undefined && version !== view.version
}

export function requireViewVersion(view: SavedView, version: number | undefined): void {
  if (!isStale(view, version)) return
  throw new AppError('stale', 'Someone else changed this view while you were editing it.', {
    current: { name: view.name, shared: view.shared ? 'on' : 'off' },
    version: view.version,
  })
}
