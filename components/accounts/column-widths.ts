import type { AccountListColumn } from '@/lib/list-settings/policy'

export const columnWidths: { [column in AccountListColumn]?: string } = {
  externalId: 'tabular:w-40',
  users: 'end tabular:w-18',
  activeUsers: 'end tabular:w-24',
}

// By the number of columns with a count or a date.
const minWidths = ['', '', '', 'md:min-w-200', 'md:min-w-224', 'md:min-w-244']
const minWidthsWithExternalId = [
  '',
  'md:min-w-172',
  'md:min-w-196',
  'md:min-w-240',
  'md:min-w-264',
  'md:min-w-284',
]

/** With many columns the table scrolls, so that the names keep some room. Empty with few. */
export function tableMinWidth(columns: AccountListColumn[]): string {
  const { length } = columns.filter((name) => name !== 'description' && name !== 'externalId')
  const widths = columns.includes('externalId') ? minWidthsWithExternalId : minWidths
  return widths[length] ?? ''
}
