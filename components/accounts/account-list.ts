import { formatCount, formatDate, formatNumber } from '@/components/ui/format'
import type { AccountView, Page, Total } from '@/lib/accounts/view'

export type AccountList = Omit<ReturnType<typeof formatAccountList>, 'count'>
export type AccountRow = ReturnType<typeof formatRow>

/** Formats a page of the list on the server, where the locale data is always the same. */
export function formatAccountList(page: Page<AccountView>, locale: string) {
  const { rows, total, previous, next, last } = page
  return {
    previous,
    next,
    last,
    // One string: React would serialize the values one by one, for the HTML and for hydration.
    rows: JSON.stringify(rows.map((account) => formatRow(account, locale))),
    total: formatTotal(total, formatNumber(total.count, locale)),
    count: formatTotal(total, formatCount(total.count, 'account', locale)),
    range: formatRange(page, locale),
  }
}

function formatRow(account: AccountView, locale: string) {
  const { id, name, description, externalId, defaultAccount, userCount, createdAt } = account
  return {
    id,
    name,
    description,
    externalId,
    defaultAccount,
    users: formatNumber(userCount, locale),
    created: createdAt.toISOString(),
    day: formatDate(createdAt, locale),
  }
}

function formatTotal({ exact }: Total, text: string): string {
  return exact ? text : `about ${text}`
}

/** "51–100 of 312". Where paging began at the end, it is counted back from an exact total. */
function formatRange(page: Page<AccountView>, locale: string): string {
  const { rows, firstRowNumber, total, next } = page
  const lastPageStart = total.exact && !next ? Math.max(1, total.count - rows.length + 1) : 0
  const from = firstRowNumber || lastPageStart
  const all = formatTotal(total, formatNumber(total.count, locale))
  if (from === 0) return next ? `${rows.length} of ${all}` : `Last ${rows.length} of ${all}`
  const to = from + rows.length - 1
  return `${formatNumber(from, locale)}–${formatNumber(to, locale)} of ${all}`
}
