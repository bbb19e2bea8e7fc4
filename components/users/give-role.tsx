import { Announcement } from '@/components/ui/announcement'
import { Button, ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format'
import { RowForm } from '@/components/ui/row-form'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-server-action'
import { PersonTable } from '@/components/users/person-table'
import { paths } from '@/lib/paths'
import { type AssignableRole, assignableRoles, roleNames } from '@/lib/roles/policy'
import { type AdminContext, whyRoleFixed } from '@/lib/users/policy'
import { fullName, type Person } from '@/lib/users/view'

export type Candidates = { people: Person[]; isMore: boolean }

type Props = {
  role: AssignableRole
  cardId: string
  q: string
  found: Candidates
  adminContext: AdminContext
  action: FormAction<unknown>
  locale: string
}

/** Finds a person, and gives them the role. */
export function GiveRole({ role, cardId, q, found, adminContext, action, locale }: Props) {
  const { people, isMore } = found
  const count = `${formatCount(people.length, 'user', locale)} found`
  return (
    <section aria-label={`Give ${roleNames[role]}`} className="border-border border-b bg-subtle">
      <div className="flex flex-wrap items-start gap-3 px-4 pt-4 md:px-6">
        <SearchBox
          path={paths.roles}
          name="q"
          value={q}
          otherParams={{ give: role }}
          label="Search by name, email or ID"
          fragment={`#${cardId}`}
        />
        <ButtonLink href={`${paths.roles}#${cardId}`} keepScroll className="ms-auto">
          Close
        </ButtonLink>
      </div>
      <Announcement text={q && count} />
      <RowForm action={action} label={`Give ${roleNames[role]}`} field="id" hidden={{ key: role }}>
        {people.length > 0 && (
          <PersonTable
            caption="People found"
            people={people}
            note={(person) => noteFor(role, person, adminContext)}
            button={(person, noteId) => (
              <GiveButton
                role={role}
                person={person}
                noteId={noteId}
                isFixed={whyFixed(role, person, adminContext) !== undefined}
              />
            )}
          />
        )}
      </RowForm>
      <p className="px-4 py-3 text-help text-text-2 empty:hidden md:px-6">
        {hint(q, people.length, isMore)}
      </p>
    </section>
  )
}

type ButtonProps = {
  role: AssignableRole
  person: Person
  noteId: string | undefined
  isFixed: boolean
}

function GiveButton({ role, person, noteId, isFixed }: ButtonProps) {
  if (person[assignableRoles[role]]) return <span className="text-text-2">Has this role</span>
  return (
    <Button
      type="submit"
      name="id"
      value={person.id}
      disabled={isFixed}
      aria-describedby={noteId}
      aria-label={`Give role ${roleNames[role]} to ${fullName(person)}`}
    >
      Give role
    </Button>
  )
}

function whyFixed(role: AssignableRole, person: Person, context: AdminContext) {
  return whyRoleFixed(role, person, person.account.defaultAccount, context)
}

function noteFor(role: AssignableRole, person: Person, context: AdminContext) {
  if (person[assignableRoles[role]]) return undefined
  const inherited = role === 'admin' && person.account.accountAdmin
  return (
    whyFixed(role, person, context) ??
    (inherited ? 'Has it already, inherited from the account.' : undefined)
  )
}

function hint(q: string, count: number, isMore: boolean): string {
  if (q === '') return 'Search everyone in the organization.'
  if (count === 0) return 'Nobody matches.'
  return isMore ? 'More people match. Type more of the name or the email.' : ''
}
