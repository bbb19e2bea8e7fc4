import type { ReactNode } from 'react'
import { DataTable } from '@/components/ui/data-table'
import { Email } from '@/components/ui/email'
import { Link } from '@/components/ui/link'
import { TableHead } from '@/components/ui/table-head'
import { UserStatus } from '@/components/users/user-status'
import { displayEmail } from '@/lib/display-email'
import { paths } from '@/lib/paths'
import { fullName, type Person, userStatus } from '@/lib/users/view'

type Props = {
  caption: string
  people: Person[]
  /** A second line below the name, such as why the button is disabled. */
  note: (person: Person) => string | undefined
  /** The button of a row. `noteId` is the ID of the note, if there is one. */
  button: (person: Person, noteId: string | undefined) => ReactNode
}

/** Stands in a form for the person whose button is pressed. */
export function PersonTable({ caption, people, note, button }: Props) {
  return (
    <DataTable caption={caption} className="tabular:table-fixed">
      <TableHead
        columns={['User', 'Account', 'Status']}
        widths={{
          Account: 'tabular:w-[34%]',
          Status: 'tabular:w-44',
          Actions: 'tabular:w-40',
        }}
        actions
      />
      <tbody>
        {people.map((person) => {
          const text = note(person)
          const noteId = text && `${caption.toLowerCase().replace(/\W+/g, '-')}-${person.id}`
          return (
            <tr key={person.id}>
              <td className="main">
                <PersonName person={person} />
                <div className="text-help text-text-2">
                  <Email address={displayEmail(person.email)} />
                </div>
                {text && (
                  <p id={noteId} className="text-help text-text-2">
                    {text}
                  </p>
                )}
              </td>
              <td className="below wrap-anywhere text-text-2" data-label="Account">
                <AccountName person={person} />
              </td>
              <td className="below">
                <UserStatus status={userStatus(person)} />
              </td>
              <td className="actions">{button(person, noteId)}</td>
            </tr>
          )
        })}
      </tbody>
    </DataTable>
  )
}

/** The page of a user exists as long as their account is active. */
function PersonName({ person }: { person: Person }) {
  if (!person.account.active) return <bdi>{fullName(person)}</bdi>
  return <Link href={paths.user(person)}>{fullName(person)}</Link>
}

function AccountName({ person: { account, accountId } }: { person: Person }) {
  if (!account.active) return <span>A deactivated account</span>
  return (
    <Link href={paths.account(accountId)} className="hover:underline">
      <bdi>{account.name}</bdi>
    </Link>
  )
}
