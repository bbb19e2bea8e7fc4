import { classNames } from '@/components/ui/class-names'
import type { AccountListColumn } from '@/lib/list-settings/policy'

type Width = { variable: string; head: string }

/** The table has a variable with the width of each column that it shows. */
const widths: { [column in AccountListColumn]?: Width } = {
  externalId: { variable: '[--external-id:10rem]', head: 'tabular:w-(--external-id)' },
  users: { variable: '[--users:4.5rem]', head: 'end tabular:w-(--users)' },
  activeUsers: { variable: '[--active-users:6rem]', head: 'end tabular:w-(--active-users)' },
  lastActivity: { variable: '[--last-activity:7.5rem]', head: 'tabular:w-(--last-activity)' },
  created: { variable: '[--created:7.5rem]', head: 'tabular:w-(--created)' },
  updated: { variable: '[--updated:7.5rem]', head: 'tabular:w-(--updated)' },
}

// 26.5 rem for the names, the IDs and what else is in every row.
const minWidth =
  'md:min-w-[calc(26.5rem+var(--external-id,0rem)+var(--users,0rem)+var(--active-users,0rem)+var(--last-activity,0rem)+var(--created,0rem)+var(--updated,0rem))]'

export const columnHead = (column: AccountListColumn) => widths[column]?.head

/** With many columns the table scrolls, so that the names keep some room. */
export function tableWidth(columns: AccountListColumn[]): string {
  return classNames(minWidth, ...columns.map((column) => widths[column]?.variable))
}
