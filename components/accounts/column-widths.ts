import { classNames } from '@/components/ui/class-names'
import type { AccountListColumn } from '@/lib/list-settings/policy'

export const columnWidths: { [column in AccountListColumn]?: string } = {
  externalId: 'wide tabular:w-40',
  users: 'end tabular:w-18',
  activeUsers: 'end tabular:w-24',
}

// By the number of columns with a count or a date.
const minWidths = ['', '', '', 'md:min-w-200', 'md:min-w-224', 'md:min-w-244']
// Narrower windows hide the external IDs.
const minWidthsWithExternalId = ['', '', '', '', 'xl:min-w-268', 'xl:min-w-284']

/** With many columns the table scrolls, so that the names keep some room. Empty with few. */
export function tableMinWidth(columns: AccountListColumn[]): string {
  const { length } = columns.filter((name) => name !== 'description' && name !== 'externalId')
  const withExternalId = columns.includes('externalId') && minWidthsWithExternalId[length]
  return classNames(minWidths[length], withExternalId)
}
