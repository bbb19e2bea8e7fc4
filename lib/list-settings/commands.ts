import 'server-only'
import { mistakeIn } from '@/lib/accounts/filter-conditions'
import { storedQuery } from '@/lib/accounts/policy'
import { parseListQuery } from '@/lib/accounts/query-schema'
import type { Actor } from '@/lib/auth/actor'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError, fieldError } from '@/lib/errors'
import { MAX_VIEWS } from '@/lib/list-settings/policy'
import { isStale, lockView, requireViewVersion, viewColumns } from '@/lib/list-settings/records'
import {
  chooseColumnsSchema,
  deleteViewSchema,
  saveViewSchema,
  updateViewSchema,
} from '@/lib/list-settings/schema'
import type { SavedView } from '@/lib/list-settings/view'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { command } from '@/lib/operation'

export const chooseColumns = command({
  name: 'accounts.chooseColumns',
  permission: 'accounts:read',
  input: chooseColumnsSchema,
  async run({ actor, db, input: { columns } }): Promise<void> {
    const settings = JSON.stringify({ accountColumns: columns })
    await db.$executeRaw`
      INSERT INTO user_settings (user_id, settings) VALUES (${actor.userId}, ${settings}::jsonb)
      ON CONFLICT (user_id) DO UPDATE
         SET settings = user_settings.settings || excluded.settings, updated_at = now()`
  },
})

/** Runs alone, so that no more views are added than there may be. */
export const saveView = command({
  name: 'accounts.saveView',
  permission: 'accounts:write',
  exclusive: true,
  input: saveViewSchema,
  async run({ actor, db, input, audit }): Promise<SavedView> {
    const { name, shared, list } = input
    const owner = { userId: shared ? null : actor.userId }
    await requireUnusedName(db, actor, { ...owner, name })
    await requireRoom(db, actor, owner)
    const { organizationId } = actor
    const nameKey = normalizeForSearch(name)
    const { id } = await db.savedView.create({
      data: { organizationId, ...owner, name, nameKey, query: toQuery(list) },
      select: { id: true },
    })
    const view = await lockView(db, actor, id)
    audit({ detail: { after: auditable(view) } })
    return view
  },
})

export const updateView = command({
  name: 'accounts.updateView',
  permission: 'accounts:write',
  exclusive: true,
  input: updateViewSchema,
  async run({ actor, db, input, audit }): Promise<SavedView> {
    const { id, version, name, replace, list } = input
    const before = await lockView(db, actor, id)
    requireViewVersion(before, version)
    const shared = input.shared ?? before.shared
    const owner = { userId: shared ? null : actor.userId }
    await requireUnusedName(db, actor, { ...owner, name, except: id })
    if (shared !== before.shared) await requireRoom(db, actor, owner)
    const query = replace ? toQuery(list) : before.query
    const [after] = await db.$queryRaw<[SavedView]>`
      UPDATE saved_views
         SET name = ${name}, name_key = ${normalizeForSearch(name)}, query = ${query},
             user_id = ${owner.userId}, version = version + 1
       WHERE id = ${id} RETURNING ${viewColumns}`
    audit({ detail: { before: auditable(before), after: auditable(after) } })
    return after
  },
})

export const deleteView = command({
  name: 'accounts.deleteView',
  permission: 'accounts:write',
  input: deleteViewSchema,
  async run({ actor, db, input: { id, version }, audit }): Promise<SavedView> {
    const view = await lockView(db, actor, id)
    if (isStale(view, version)) throw new AppError('conflict', changedBeforeDeletion)
    await db.savedView.delete({ where: { id } })
    audit({ detail: { before: auditable(view) } })
    return view
  },
})

const changedBeforeDeletion =
  'Someone else changed this view. Reload the page to see it before you delete it.'

/** Null for the organization. */
type Owner = { userId: number | null }

type NewName = Owner & { name: string; except?: number }

async function requireUnusedName(
  db: Database,
  actor: Actor,
  { userId, name, except = 0 }: NewName,
) {
  const owner = userId === null ? SQL.sql`user_id IS NULL` : SQL.sql`user_id = ${userId}`
  const others = await db.$queryRaw<object[]>`
    SELECT FROM saved_views
     WHERE organization_id = ${actor.organizationId} AND ${owner}
           AND name_key = ${normalizeForSearch(name)} AND id <> ${except}`
  if (others.length === 0) return
  throw fieldError('conflict', 'name', 'Another view has this name. Choose another name.')
}

async function requireRoom(db: Database, { organizationId }: Actor, { userId }: Owner) {
  if ((await db.savedView.count({ where: { organizationId, userId } })) < MAX_VIEWS) return
  const owner = userId === null ? 'Your organization has' : 'You have'
  throw new AppError(
    'conflict',
    `${owner} ${MAX_VIEWS} views, which is the limit. Delete one first.`,
  )
}

/** The query string as the list itself would write it. A condition with a mistake is not saved. */
function toQuery(list: string): string {
  const search = parseListQuery(list)
  const mistake = mistakeIn(search.q)
  if (mistake) throw fieldError('invalid', 'list', `The condition has a mistake: ${mistake}`)
  return storedQuery(search)
}

function auditable({ name, shared, query }: SavedView) {
  return { name, shared, query }
}
