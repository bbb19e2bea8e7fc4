import { formatCount, formatDate, formatExactTime, formatNumber } from '@/components/ui/format'
import { formatPageRange } from '@/components/ui/page-range'
import type { AccountView } from '@/lib/accounts/view'
import type { AccountListColumn } from '@/lib/list-settings/policy'
import type { Page, Total } from '@/lib/listing/view'
import type { Reader } from '@/lib/reader'

export type AccountList = Omit<ReturnType<typeof formatAccountList>, 'count'>
export type AccountRow = ReturnType<typeof formatRow>

/** Formats a page of the list on the server, where the locale data is always the same. */
export function formatAccountList(
  page: Page<AccountView>,
  columns: AccountListColumn[],
  reader: Reader,
) {
  const { locale } = reader
  const { rows, total, previous, next, last } = page
  return {
    previous,
    next,
    last,
    // One string: React would serialize the values one by one, for the HTML and for hydration.
    rows: JSON.stringify(rows.map((account) => formatRow(account, columns, reader))),
    total: total.exact ? formatNumber(total.count, locale) : '',
    count: formatTotal(total, formatCount(total.count, 'account', locale)),
    range: formatRange(page, locale),
  }
}

// Only what is shown, because a page has up to a hundred rows.
function formatRow(account: AccountView, columns: AccountListColumn[], reader: Reader) {
  const { id, name, defaultAccount } = account
  const cells = columns.map((column) => formatCell(account, column, reader))
  return { id, name, defaultAccount, cells }
}

/** A text, or a day with the exact time. */
export type AccountCell = string | [day: string, time: string]

function formatCell(account: AccountView, column: AccountListColumn, reader: Reader): AccountCell {
  const day = (date: Date): AccountCell => [formatDate(date, reader), formatExactTime(date, reader)]
  const { lastActivityAt } = account
  switch (column) {
    case 'description':
      return account.description
    case 'externalId':
      return account.externalId
    case 'users':
      return formatNumber(account.userCount, reader.locale)
    case 'activeUsers':
      return formatNumber(account.activeUserCount, reader.locale)
    case 'lastActivity':
      return lastActivityAt ? day(lastActivityAt) : 'Never'
    case 'created':
      return day(account.createdAt)
    case 'updated':
      return day(account.updatedAt)
  }
}

function formatTotal({ exact }: Total, text: string): string {
  return exact ? text : `about ${text}`
}

/** "51–100 of 312" or "51–100 of about 99,000". */
function formatRange(page: Page<AccountView>, locale: string): string {
  const { rows, firstRowNumber, total } = page
  const range = formatPageRange(page, total.exact ? total.count : undefined, locale)
  // An estimate can be lower than the position.
  const count = Math.max(total.count, firstRowNumber + rows.length - 1)
  return `${range} of ${formatTotal(total, formatNumber(count, locale))}`
}
