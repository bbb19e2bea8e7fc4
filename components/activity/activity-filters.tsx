import { activityHref, activityQuery } from '@/components/activity/activity-href'
import {
  kindNames,
  kindOptions,
  outcomeName,
  outcomeOptions,
} from '@/components/activity/activity-texts'
import { AddFilter } from '@/components/ui/add-filter'
import type { FilterChip } from '@/components/ui/filter-chips'
import { FilterDate, FilterSelect, FilterText } from '@/components/ui/filter-fields'
import type { ActivityParams } from '@/lib/activity-log/schema'
import type { FilteredBy } from '@/lib/activity-log/view'
import { paths } from '@/lib/paths'

export function ActivityFilterForm({ params }: { params: ActivityParams }) {
  const { person, account, kind, outcome, request, from, to, user } = params
  return (
    <AddFilter path={paths.activity} otherParams={activityQuery({ user })}>
      <FilterText name="person" label="Person (email address or ID)" value={person} />
      <FilterText name="account" label="Account (name or ID)" value={account} />
      <FilterSelect name="kind" label="Kind" value={kind} options={kindOptions} />
      <FilterSelect name="outcome" label="Outcome" value={outcome} options={outcomeOptions} />
      <FilterText name="request" label="Request ID" value={request} />
      <FilterDate name="from" label="From" value={from} />
      <FilterDate name="to" label="To" value={to} />
    </AddFilter>
  )
}

/** A chip for each filter that is set; its link leads to the log without it. */
export function filterChips(params: ActivityParams, filteredBy: FilteredBy): FilterChip[] {
  const { person, account, user, kind, outcome, request, from, to } = params
  const chip = (label: string, change: Partial<ActivityParams>) => [
    { label, href: activityHref(params, change) },
  ]
  return [
    person ? chip(`Person: ${filteredBy.person?.name ?? person}`, { person: '' }) : [],
    account ? chip(`Account: ${filteredBy.account?.name ?? account}`, { account: '' }) : [],
    user ? chip(`About: ${filteredBy.user?.name ?? user}`, { user: undefined }) : [],
    kind ? chip(`Kind: ${kindNames[kind]}`, { kind: undefined }) : [],
    outcome ? chip(`Outcome: ${outcomeName(outcome)}`, { outcome: undefined }) : [],
    request ? chip(`Request: ${request}`, { request: '' }) : [],
    from ? chip(`From ${from}`, { from: undefined }) : [],
    to ? chip(`To ${to}`, { to: undefined }) : [],
  ].flat()
}
