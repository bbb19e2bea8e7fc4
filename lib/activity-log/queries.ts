import 'server-only'
import { auditLogScope } from '@/lib/activity-log/audit-log-scope'
import { listAuditLogSchema } from '@/lib/activity-log/query-schema'
import { readEntries } from '@/lib/activity-log/read-entries'
import { readInTime } from '@/lib/activity-log/read-in-time'
import { resolveFilter } from '@/lib/activity-log/resolve-filter'
import type { Position } from '@/lib/activity-log/scan'
import {
  exportActivitySchema,
  recentChangesSchema,
  searchActivitySchema,
} from '@/lib/activity-log/schema'
import {
  type ActivityScope,
  changesOf,
  isFiltered,
  isWhole,
  scopeOf,
} from '@/lib/activity-log/scope'
import type { ActivityEntry, ActivityPage } from '@/lib/activity-log/view'
import type { Database } from '@/lib/db/sql'
import { type Cursor, decodeCursor } from '@/lib/listing/cursor'
import { toPage } from '@/lib/listing/keyset'
import { invalidPageToken, type ListPage } from '@/lib/listing/list-page'
import { readNearestPage } from '@/lib/listing/nearest-page'
import { query } from '@/lib/operation'

const ORDER = 'activity'
const PAGE_SIZE = 50
const RECENT_CHANGES = 5
// Small enough to affect neither memory nor other requests.
const BATCH_ROWS = 500

/** A page of the log, the latest first. */
export const searchActivity = query({
  name: 'activity.search',
  permission: 'audit:read',
  input: searchActivitySchema,
  async run({ actor: { organizationId }, db, input }): Promise<ActivityPage> {
    const { cursor: token, ...filters } = input
    const { filter, filteredBy } = await resolveFilter(db, organizationId, filters)
    const scope = filter && scopeOf(organizationId, filter)
    const page = await readNearestPage(decodeCursor(token, ORDER, isTime), (cursor) =>
      scope ? readPage(db, scope, cursor) : noPage,
    )
    const total = scope && isWhole(scope) ? await countEntries(db, organizationId) : undefined
    return { ...page, total, filteredBy }
  },
})

/** The latest changes of an account with its users, or of a user. */
export const listRecentChanges = query({
  name: 'activity.listRecent',
  permission: 'audit:read',
  input: recentChangesSchema,
  run({ actor: { organizationId }, db, input }): Promise<ActivityEntry[]> {
    const filter = { accountId: input.account, userId: input.user, timeZone: 'UTC' }
    const slice = { position: undefined, direction: 'older', limit: RECENT_CHANGES } as const
    return readEntries(db, changesOf(organizationId, filter), slice)
  },
})

/** All entries that a filter matches, batch by batch, the latest first. */
export const exportActivity = query({
  name: 'activity.export',
  permission: 'audit:read',
  input: exportActivitySchema,
  async run({ actor: { organizationId }, db, input }): Promise<AsyncIterable<ActivityEntry[]>> {
    const { filter } = await resolveFilter(db, organizationId, input)
    return filter ? eachBatch(db, scopeOf(organizationId, filter)) : none()
  },
})

/** One page of the log for the API, the latest first, filtered in CEQL. */
export const listAuditLog = query({
  name: 'activity.list',
  permission: 'audit:read',
  input: listAuditLogSchema,
  async run({ actor: { organizationId }, db, input }): Promise<ListPage<ActivityEntry>> {
    const { nextPage, pageSize } = input
    const scope = auditLogScope(organizationId, input)
    const cursor = nextPage ? decodeCursor(nextPage, ORDER, isTime) : undefined
    if (nextPage && !cursor?.anchor) {
      throw invalidPageToken()
    }
    const read = (from: Database) => readPage(from, scope, cursor, pageSize)
    const { rows, next, previous } = await (isFiltered(scope) ? readInTime(read) : read(db))
    if (isWhole(scope)) return { rows, next, total: await countEntries(db, organizationId) }
    return { rows, next, total: next || previous ? undefined : rows.length }
  },
})

// A slow download holds no transaction: entries written during the export are newer than its first.
async function* eachBatch(db: Database, scope: ActivityScope): AsyncGenerator<ActivityEntry[]> {
  let position: Position | undefined
  do {
    const rows = await readEntries(db, scope, { position, direction: 'older', limit: BATCH_ROWS })
    yield rows
    position = rows.length === BATCH_ROWS ? rows.at(-1) : undefined
  } while (position)
}

async function* none(): AsyncGenerator<ActivityEntry[]> {}

const noPage: Promise<Omit<ActivityPage, 'total' | 'filteredBy'>> = Promise.resolve({
  rows: [],
  firstRowNumber: 1,
  previous: '',
  next: '',
  last: '',
})

async function readPage(
  db: Database,
  scope: ActivityScope,
  cursor: Cursor | undefined,
  pageSize = PAGE_SIZE,
) {
  const { anchor, direction = 'next' } = cursor ?? {}
  const entries = await readEntries(db, scope, {
    position: anchor && { at: new Date(Number(anchor.key)), seq: anchor.id },
    direction: direction === 'next' ? 'older' : 'newer',
    limit: pageSize + 1,
  })
  return toPage<ActivityEntry & { id: number }>(
    entries.map((entry) => ({ ...entry, id: entry.seq })),
    { cursor, pageSize, order: ORDER, keyOf: ({ at }) => String(at.getTime()) },
  )
}

function isTime(key: string): boolean {
  return /^\d{1,14}$/.test(key)
}

/** The entries are numbered without a gap, so the first and the last number tell how many there are. */
async function countEntries(db: Database, organizationId: number): Promise<number> {
  const [counted] = await db.$queryRaw<{ count: number }[]>`
    SELECT max(seq) - min(seq) + 1 AS count FROM audit_events
     WHERE organization_id = ${organizationId}`
  return counted?.count ?? 0
}
