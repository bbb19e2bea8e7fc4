'use client'

import { useMemo } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { Email } from '@/components/ui/email'
import { Time } from '@/components/ui/time'
import { RolesCell } from '@/components/users/user-roles'
import type { UserRow } from '@/components/users/user-rows'
import { UserStatus } from '@/components/users/user-status'
import { paths } from '@/lib/paths'
import { fullName } from '@/lib/users/view'

/** On narrower screens, the name and email share a cell. */
export function UserTable({ rows }: { rows: string }) {
  const users = useMemo((): UserRow[] => JSON.parse(rows), [rows])
  return (
    <DataTable caption="Users">
      <thead>
        <tr>
          <th scope="col">
            <span className="max-lg:hidden">First Name</span>
            <span className="lg:hidden">User</span>
          </th>
          <th scope="col" className="max-lg:hidden">
            Last Name
          </th>
          <th scope="col" className="max-lg:hidden">
            Email
          </th>
          <th scope="col">Roles</th>
          <th scope="col">Status</th>
          <th scope="col" className="wide">
            Last login
          </th>
          <th scope="col" className="wide">
            ID
          </th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <Row key={user.id} user={user} />
        ))}
      </tbody>
    </DataTable>
  )
}

// Breaks inside a word only if the word alone is wider than the column.
const nameCell = 'lg:max-w-34 lg:wrap-break-word xl:max-w-42'

function Row({ user }: { user: UserRow }) {
  const { id, firstName, lastName, email, login } = user
  return (
    <tr>
      <td className={`main ${nameCell}`}>
        <bdi>
          <span>{firstName}</span>
          <span className="lg:hidden">{` ${lastName}`}</span>
        </bdi>
        <div className="text-help text-text-2 lg:hidden">
          <Email address={email} />
        </div>
      </td>
      <td className={`max-lg:hidden ${nameCell}`}>
        <bdi>{lastName}</bdi>
      </td>
      <td className="max-lg:hidden">
        <Email address={email} />
      </td>
      <RolesCell {...user} />
      <td className="below apart">
        <UserStatus status={user.status} />
      </td>
      <td className="wide text-text-2">{login ? <Time {...login} /> : 'Never'}</td>
      <td className="wide number text-text-2">{id}</td>
      <td className="actions">
        <ButtonLink href={paths.user(user)} aria-label={`Edit ${fullName(user)}`}>
          Edit
        </ButtonLink>
      </td>
    </tr>
  )
}
