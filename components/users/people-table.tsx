import { memo } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { Email } from '@/components/ui/email'
import { Link } from '@/components/ui/link'
import { useSelection } from '@/components/ui/selection'
import { SelectBox, SelectPageBox } from '@/components/ui/selection-boxes'
import { SortHeading, type SortOrder } from '@/components/ui/sort-heading'
import { Time } from '@/components/ui/time'
import { useEarlyTicks } from '@/components/ui/use-early-ticks'
import { peopleHref, searchQuery } from '@/components/users/people-href'
import type { PersonRow } from '@/components/users/people-list'
import { RolesCell } from '@/components/users/user-roles'
import { UserStatus } from '@/components/users/user-status'
import { paths } from '@/lib/paths'
import type { PeopleSearch } from '@/lib/user-list/schema'

type Props = { people: PersonRow[]; selectable: number[]; search: PeopleSearch }

export function PeopleTable({ people, selectable, search }: Props) {
  const { ids, all } = useSelection('users')
  const matches = searchQuery(search)
  useEarlyTicks('users', selectable, matches)
  return (
    <DataTable caption="Users" className="tabular:table-fixed">
      <Head selectable={selectable} search={search} />
      <tbody translate="no">
        {people.map((person) => (
          <Row key={person.id} person={person} selected={all === matches || ids.has(person.id)} />
        ))}
      </tbody>
    </DataTable>
  )
}

function Head({ selectable, search }: Omit<Props, 'people'>) {
  const sorting = {
    current: search,
    hrefOf: (order: SortOrder<PeopleSearch['sort']>) => peopleHref(search, order),
  }
  return (
    <thead className="sorts">
      <tr>
        <th scope="col" className="pick">
          <SelectPageBox list="users" selectable={selectable} search={searchQuery(search)} />
        </th>
        <SortHeading {...sorting} sort="name" label="Name" />
        <SortHeading {...sorting} sort="email" label="Email" className="xl:w-[22%]" />
        <th scope="col" className="tabular:max-xl:w-30 xl:w-32">
          Roles
        </th>
        <th scope="col" className="tabular:max-xl:w-36 xl:w-44">
          Status
        </th>
        <SortHeading
          {...sorting}
          sort="login"
          label="Last sign-in"
          className="tabular:max-xl:w-28 xl:w-30"
        />
        <SortHeading {...sorting} sort="created" label="Created" className="wide tabular:w-30" />
      </tr>
    </thead>
  )
}

// A page has up to a hundred rows, so each is as little markup as possible.
const Row = memo(({ person, selected }: { person: PersonRow; selected: boolean }) => {
  const { id, accountId, name, email, account, status, login, created } = person
  return (
    <tr data-selected={selected || undefined}>
      <td className="pick">
        <SelectBox list="users" id={id} name={name} checked={selected} />
      </td>
      <th scope="row" className="main">
        <PersonLink person={person} />
        <div>
          {account ? (
            <Link href={paths.account(accountId)} className="hover:underline">
              {account}
            </Link>
          ) : (
            'A deactivated account'
          )}
        </div>
      </th>
      <td className="below">
        <Email address={email} />
      </td>
      <RolesCell {...person} />
      <td className="below">
        <UserStatus status={status} />
      </td>
      <td className="below text-text-2" data-label="Last sign-in">
        {login ? <Time {...login} /> : 'Never'}
      </td>
      <td className="wide number text-text-2">{created}</td>
    </tr>
  )
})

/** The page of a user exists as long as their account is active. */
function PersonLink({ person }: { person: PersonRow }) {
  if (!person.account) return <bdi>{person.name}</bdi>
  return <Link href={paths.user(person)}>{person.name}</Link>
}
