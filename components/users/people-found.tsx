import { Announcement } from '@/components/ui/announcement'
import { Email } from '@/components/ui/email'
import { Link } from '@/components/ui/link'
import { formatPeopleList, formatPerson, type PersonRow } from '@/components/users/people-list'
import { UserStatus } from '@/components/users/user-status'
import type { Page } from '@/lib/listing/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import type { ListedPerson } from '@/lib/user-list/view'

type Props = { page: Page<ListedPerson>; q: string; reader: Reader }

/** The first users whom a search for something else finds too. */
export function PeopleFound({ page, q, reader }: Props) {
  if (page.rows.length === 0) return null
  const { count } = formatPeopleList(page, reader)
  return (
    <section
      aria-label="People"
      className="grid gap-1 border-border border-b px-4 py-3 md:px-6 print:hidden"
    >
      <h2 className="font-medium text-label">People</h2>
      <Announcement text={`${count} found`} />
      <ul className="grid gap-2 md:gap-0">
        {page.rows.map((person) => (
          <Match key={person.id} person={formatPerson(person, reader)} />
        ))}
      </ul>
      {page.next && (
        <p>
          <Link
            href={`${paths.users}?${new URLSearchParams({ q })}`}
            className="inline-flex min-h-8 items-center text-accent-text underline phone:min-h-11"
          >
            {`Show all in Users (${count})`}
          </Link>
        </p>
      )}
    </section>
  )
}

function Match({ person }: { person: PersonRow }) {
  const { name, email, account, status } = person
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-0.5 phone:min-h-11">
      {account ? (
        <Link href={paths.user(person)} className="wrap-anywhere text-accent-text underline">
          <bdi>{name}</bdi>
        </Link>
      ) : (
        <bdi className="wrap-anywhere">{name}</bdi>
      )}
      <span className="text-text-2">
        <Email address={email} />
      </span>
      <bdi className="wrap-anywhere text-text-2">{account || 'A deactivated account'}</bdi>
      {status !== 'active' && <UserStatus status={status} />}
    </li>
  )
}
