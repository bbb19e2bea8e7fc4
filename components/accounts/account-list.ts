import { formatDate, formatNumber } from '@/components/ui/format'
import type { AccountView, Page, Total } from '@/lib/accounts/view'

/** A page of the list, written in the reader's language. */
export type AccountList = ReturnType<typeof accountList>

/** What the list shows of an account. */
export type AccountRow = ReturnType<typeof accountRow>

export function accountList(page: Page<AccountView>, locale: string) {
  const { rows, total, previous, next, last } = page
  return {
    previous,
    next,
    last,
    /** As JSON: one text, for React takes everything else apart value by value, twice. */
    rows: JSON.stringify(rows.map((account) => accountRow(account, locale))),
    total: written(total, locale),
    place: placeOf(page, locale),
  }
}

function accountRow(account: AccountView, locale: string) {
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

/** Where the page is; counted from the first one, or from the end where the end is known. */
function placeOf(
  { rows, firstRowNumber: first, total, next }: Page<AccountView>,
  locale: string,
): string {
  const from = first || (total.exact && !next ? Math.max(1, total.count - rows.length + 1) : 0)
  const all = written(total, locale)
  if (from === 0) return next ? `${rows.length} of ${all}` : `The last ${rows.length} of ${all}`
  const to = from + rows.length - 1
  return `${formatNumber(from, locale)}–${formatNumber(to, locale)} of ${all}`
}

/** A count as it is said: exact, or "about" where it is an estimate. */
function written({ count, exact }: Total, locale: string): string {
  const number = formatNumber(count, locale)
  return exact ? number : `about ${number}`
}
