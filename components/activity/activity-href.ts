import type { ActivityParams } from '@/lib/activity-log/schema'
import { paths } from '@/lib/paths'

/** Leaves out the filters that are not set. */
export function activityQuery(params: Partial<ActivityParams>): { [name: string]: string } {
  const entries = Object.entries(params).map(
    ([name, value]) => [name, String(value ?? '')] as const,
  )
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}

/** The same list with other filters, from its first page on. */
export function activityHref(params: ActivityParams, change: Partial<ActivityParams> = {}): string {
  const query = activityQuery({ ...params, cursor: '', ...change })
  return Object.keys(query).length > 0 ? paths.activityOf(query) : paths.activity
}
