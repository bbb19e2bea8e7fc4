import { formatCount, formatDate, formatExactTime, formatNumber } from '@/components/ui/format'
import { formatPageRange } from '@/components/ui/page-range'
import type { AccountView } from '@/lib/accounts/view'
import type { Page, Total } from '@/lib/listing/view'
import type { Reader } from '@/lib/reader'

export type AccountList = Omit<ReturnType<typeof formatAccountList>, 'count'>
export type AccountRow = ReturnType<typeof formatRow>

/** Formats a page of the list on the server, where the locale data is always the same. */
export function formatAccountList(page: Page<AccountView>, reader: Reader) {
  const { locale } = reader
  const { rows, total, previous, next, last } = page
  return {
    previous,
    next,
    last,
    // One string: React would serialize the values one by one, for the HTML and for hydration.
    rows: JSON.stringify(rows.map((account) => formatRow(account, reader))),
    total: total.exact ? formatNumber(total.count, locale) : '',
    count: formatTotal(total, formatCount(total.count, 'account', locale)),
    range: formatRange(page, locale),
  }
}

function formatRow(account: AccountView, reader: Reader) {
  const { id, name, description, externalId, defaultAccount, userCount, createdAt } = account
  return {
    id,
    name,
    description,
    externalId,
    defaultAccount,
    users: formatNumber(userCount, reader.locale),
    created: formatExactTime(createdAt, reader),
    day: formatDate(createdAt, reader),
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
