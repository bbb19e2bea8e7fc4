import { Download } from 'lucide-react'
import { ActivityFilterForm, filterChips } from '@/components/activity/activity-filters'
import { activityHref, activityQuery } from '@/components/activity/activity-href'
import { EntryList } from '@/components/activity/entry-list'
import { NoActivity } from '@/components/activity/no-activity'
import { Announcement } from '@/components/ui/announcement'
import { buttonVariants } from '@/components/ui/button-variants'
import { DownloadLink } from '@/components/ui/download-link'
import { FilterChips } from '@/components/ui/filter-chips'
import { formatNumber } from '@/components/ui/format'
import { formatPageRange } from '@/components/ui/page-range'
import { Pager } from '@/components/ui/pager'
import type { ActivityParams } from '@/lib/activity-log/schema'
import type { ActivityPage } from '@/lib/activity-log/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = { page: ActivityPage; params: ActivityParams; reader: Reader }

export function ActivityCard({ page, params, reader }: Props) {
  return (
    <section
      aria-label="Log of activity"
      className="rounded-card border border-border bg-surface shadow-[0_1px_2px_rgb(16_24_40/5%)]"
    >
      <div className="flex flex-wrap items-center gap-2 border-border border-b p-3 print:hidden">
        <ActivityFilterForm params={params} />
        <ExportLink params={params} format="csv" label="Export CSV" className="ms-auto" />
        <ExportLink params={params} format="ndjson" label="Export NDJSON" />
        <FilterChips chips={filterChips(params, page.filteredBy)} clearHref={paths.activity} />
      </div>
      {page.rows.length === 0 ? (
        <NoActivity params={params} filteredBy={page.filteredBy} />
      ) : (
        <>
          <EntryList entries={page.rows} reader={reader} />
          <ActivityPager page={page} params={params} locale={reader.locale} />
        </>
      )}
    </section>
  )
}

type ExportProps = {
  params: ActivityParams
  format: 'csv' | 'ndjson'
  label: string
  className?: string
}

function ExportLink({ params, format, label, className }: ExportProps) {
  const query = new URLSearchParams({ ...activityQuery({ ...params, cursor: '' }), format })
  return (
    <DownloadLink
      href={`${paths.activity}/export?${query}`}
      className={buttonVariants({}, className)}
    >
      <Download size={16} aria-hidden="true" />
      <span>{label}</span>
    </DownloadLink>
  )
}

type PagerProps = { page: ActivityPage; params: ActivityParams; locale: string }

function ActivityPager({ page, params, locale }: PagerProps) {
  const { total, previous, next, last } = page
  const href = (cursor: string) => (cursor ? activityHref(params, { cursor }) : undefined)
  const shown = formatPageRange(page, total, locale)
  const range = total === undefined ? shown : `${shown} of ${formatNumber(total, locale)}`
  return (
    <Pager label="Pages of activity" previous={href(previous)} next={href(next)} last={href(last)}>
      <span>{range}</span>
      <Announcement text={range} when={params.cursor} />
    </Pager>
  )
}
