import type { NextRequest } from 'next/server'
import type { OptionGroup } from '@/components/shell/palette-options'
import { suggestAccounts } from '@/lib/accounts/list'
import { isCondition } from '@/lib/accounts/policy'
import type { AccountView } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { displayEmail } from '@/lib/display-email'
import { normalizeForSearch } from '@/lib/normalize-for-search'
import { paths } from '@/lib/paths'
import { searchText } from '@/lib/search-text'
import { jsonQuery } from '@/lib/transport/json-query'
import { findPeople } from '@/lib/user-list/queries'
import type { ListedPerson } from '@/lib/user-list/view'
import { fullName, statusNames, userStatus } from '@/lib/users/view'

const noPeople = { rows: [], next: '' }

/** Answers the palette while someone types. */
export function GET({ nextUrl }: NextRequest) {
  const q = searchText.parse(nextUrl.searchParams.get('q') ?? '')
  return jsonQuery({ runUntrusted: suggest }, { q })
}

async function suggest(actor: Actor | null, input: { q: string }): Promise<OptionGroup[]> {
  const [{ accounts, isMore }, people] = await Promise.all([
    suggestAccounts.runUntrusted(actor, input),
    hasWords(input.q) ? findPeople.runUntrusted(actor, input) : noPeople,
  ])
  const query = new URLSearchParams(input)
  const allAccounts = { label: 'Show all accounts found', href: `${paths.accounts}?${query}` }
  const allPeople = { label: 'Show all users found', href: `${paths.users}?${query}` }
  const groups = [
    {
      label: 'Accounts',
      options: [...accounts.map(accountOption), ...(isMore ? [allAccounts] : [])],
    },
    {
      label: 'Users',
      // A user of a deactivated account has no page.
      options: [
        ...people.rows.filter(({ account }) => account.active).map(personOption),
        ...(people.next ? [allPeople] : []),
      ],
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}

/** People are found by words, not by a condition on accounts. */
function hasWords(q: string): boolean {
  return normalizeForSearch(q) !== '' && !isCondition(q)
}

function accountOption({ id, name, externalId }: AccountView) {
  return { label: name, detail: `ID ${id} · ${externalId}`, href: paths.account(id) }
}

function personOption(person: ListedPerson) {
  const status = userStatus(person)
  const facts = [displayEmail(person.email), person.account.name]
  if (status !== 'active') facts.push(statusNames[status])
  return { label: fullName(person), detail: facts.join(' · '), href: paths.user(person) }
}
