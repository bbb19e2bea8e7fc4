import type { NextRequest } from 'next/server'
import { activityFileCells, activityFileHeader } from '@/lib/activity-log/columns'
import { exportActivity } from '@/lib/activity-log/queries'
import { presentAuditLog } from '@/lib/api/audit-log-body'
import { paths } from '@/lib/paths'
import { download } from '@/lib/transport/download'
import { currentReader } from '@/lib/transport/request'

/** The activity that the filters match, with the time zone that their days have on the page. */
export function GET({ nextUrl }: NextRequest) {
  const { format, ...filter } = Object.fromEntries(nextUrl.searchParams)
  return download(paths.activityOf(filter), async (actor) => {
    const { timeZone } = await currentReader()
    const batches = await exportActivity.runUntrusted(actor, { ...filter, timeZone })
    if (format === 'ndjson') {
      return { fileName: 'activity.ndjson', toJson: presentAuditLog, batches }
    }
    return {
      fileName: 'activity.csv',
      columns: activityFileHeader,
      toCells: activityFileCells,
      batches,
    }
  })
}
