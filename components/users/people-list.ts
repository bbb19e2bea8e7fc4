import { formatCount, formatDate, formatNumber, formatTime } from '@/components/ui/format'
import { formatPageRange } from '@/components/ui/page-range'
import { toTimeProps } from '@/components/ui/time'
import { displayEmail } from '@/lib/display-email'
import type { Page } from '@/lib/listing/view'
import type { Reader } from '@/lib/reader'
import type { ListedPerson } from '@/lib/user-list/view'
import { fullName, userStatus } from '@/lib/users/view'

export type PeopleList = Omit<ReturnType<typeof formatPeopleList>, 'count'>
export type PersonRow = ReturnType<typeof formatPerson>

/** Formats a page of the list on the server, where the locale data is always the same. */
export function formatPeopleList(page: Page<ListedPerson>, reader: Reader) {
  const { rows, total, previous, next, last } = page
  const { locale } = reader
  const about = total.exact ? '' : 'about '
  const range = formatPageRange(page, total.exact ? total.count : undefined, locale)
  // An estimate can be lower than the position.
  const count = Math.max(total.count, page.firstRowNumber + rows.length - 1)
  return {
    previous,
    next,
    last,
    // One string, for the same reason as the rows of accounts.
    rows: JSON.stringify(rows.map((person) => formatPerson(person, reader))),
    total: total.exact ? formatNumber(total.count, locale) : '',
    count: `${about}${formatCount(total.count, 'user', locale)}`,
    range: `${range} of ${about}${formatNumber(count, locale)}`,
  }
}

export function formatPerson(person: ListedPerson, reader: Reader) {
  const { id, accountId, email, account, orgAdmin, accountAdmin, lastLoginAt, createdAt } = person
  return {
    id,
    accountId,
    name: fullName(person),
    email: displayEmail(email),
    account: account.active ? account.name : '',
    orgAdmin,
    accountAdmin: accountAdmin || account.accountAdmin,
    status: userStatus(person),
    login: lastLoginAt && toTimeProps(lastLoginAt, reader, formatTime),
    created: formatDate(createdAt, reader),
  }
}
