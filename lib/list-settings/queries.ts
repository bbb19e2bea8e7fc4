import 'server-only'
import { z } from 'zod'
import { mistakeIn } from '@/lib/accounts/filter-conditions'
import { parseListQuery } from '@/lib/accounts/query-schema'
import { SQL } from '@/lib/db/sql'
import { defaultColumns } from '@/lib/list-settings/policy'
import { viewColumns, viewNotFound, viewsOf } from '@/lib/list-settings/records'
import { storedSettings, viewKeySchema } from '@/lib/list-settings/schema'
import type { ListSettings, SavedView } from '@/lib/list-settings/view'
import { query } from '@/lib/operation'

const inOrder = SQL.sql`ORDER BY user_id IS NOT NULL, id`

/** The columns and views of the list of accounts, in one statement. */
export const getListSettings = query({
  name: 'accounts.listSettings',
  permission: 'accounts:read',
  input: z.object({}),
  async run({ actor, db }): Promise<ListSettings> {
    const [row] = await db.$queryRaw<{ settings: unknown; views: SavedView[] }[]>`
      SELECT (SELECT settings FROM user_settings WHERE user_id = ${actor.userId}) AS settings,
             (SELECT coalesce(json_agg(view), '[]') FROM (
               SELECT ${viewColumns} FROM saved_views WHERE ${viewsOf(actor)} ${inOrder}) view) AS views`
    const settings = storedSettings.parse(row?.settings ?? {})
    return { columns: settings.accountColumns ?? defaultColumns, views: row?.views ?? [] }
  },
})

/** A view, with what is wrong with its condition. */
export const getView = query({
  name: 'accounts.getView',
  permission: 'accounts:read',
  input: viewKeySchema,
  async run({ actor, db, input }): Promise<SavedView & { mistake: string | undefined }> {
    const [view] = await db.$queryRaw<SavedView[]>`
      SELECT ${viewColumns} FROM saved_views WHERE ${viewsOf(actor)} AND id = ${input.id}`
    if (!view) throw viewNotFound()
    return { ...view, mistake: mistakeIn(parseListQuery(view.query).q) }
  },
})
