import { ButtonLink } from '@/components/ui/button'
import { Badge, Status } from '@/components/ui/status'
import { Day } from '@/components/ui/time'
import { userHref } from '@/components/users/user-href'
import { fullName, type UserView } from '@/lib/users/view'

/** The users of one page of an account. */
export function UserTable({ users, locale }: { users: UserView[]; locale: string }) {
  return (
    <table className="table">
      <caption className="sr-only">Users</caption>
      <thead>
        <tr>
          <th scope="col">First Name</th>
          <th scope="col">Last Name</th>
          <th scope="col">Email</th>
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
          <UserRow key={user.id} user={user} locale={locale} />
        ))}
      </tbody>
    </table>
  )
}

function UserRow({ user, locale }: { user: UserView; locale: string }) {
  const { id, firstName, lastName, email, orgAdmin, accountAdmin, active, lastLoginAt } = user
  return (
    <tr>
      <td dir="auto">{firstName}</td>
      <td dir="auto">{lastName}</td>
      <td className="whole max-md:text-text-2">{email}</td>
      <td>
        <span className="flex flex-wrap gap-1">
          {orgAdmin && <Badge>Org Admin</Badge>}
          {accountAdmin && <Badge>Account Admin</Badge>}
          {!orgAdmin && !accountAdmin && <span className="text-text-2">None</span>}
        </span>
      </td>
      <td>
        <Status active={active} />
      </td>
      <td className="wide text-text-2">
        {lastLoginAt ? <Day date={lastLoginAt} locale={locale} /> : 'Never'}
      </td>
      <td className="wide number text-text-2">{id}</td>
      <td className="actions">
        <ButtonLink href={userHref(user)} prefetch={false} aria-label={`Edit ${fullName(user)}`}>
          Edit
        </ButtonLink>
      </td>
    </tr>
  )
}
