import type { ReactNode } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { RowForm } from '@/components/ui/row-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { type Candidates, GiveRole } from '@/components/users/give-role'
import { PersonTable } from '@/components/users/person-table'
import { RolePager } from '@/components/users/role-pager'
import type { UncountedPage } from '@/lib/listing/view'
import { paths } from '@/lib/paths'
import { type AssignableRole, roleNames } from '@/lib/roles/policy'
import { type AdminContext, whyRoleFixed } from '@/lib/users/policy'
import { fullName, type Person } from '@/lib/users/view'

type Giving = { role: AssignableRole; q: string; found: Candidates } | undefined

type Props = {
  roleKey: AssignableRole
  id: string
  /** The URL parameter with the cursor of its pages. */
  cursorName: string
  page: UncountedPage<Person>
  giving: Giving
  adminContext: AdminContext
  giveAction: FormAction<unknown>
  revokeAction: FormAction<unknown>
  locale: string
  aside?: string
  /** Who else has the role. */
  children?: ReactNode
}

/** Who was given a role, with forms to give and to remove it. */
export function AdministratorsCard(props: Props) {
  const { roleKey: role, id, giving, adminContext, giveAction, locale, aside, children } = props
  const name = roleNames[role]
  const isGiving = giving?.role === role
  return (
    <Card
      title={`${name}s`}
      id={id}
      aside={aside}
      actions={
        !isGiving && (
          <ButtonLink href={`${paths.roles}?give=${role}#${id}`} keepScroll variant="primary">
            {`Give ${name}`}
          </ButtonLink>
        )
      }
    >
      {isGiving && (
        <GiveRole
          {...giving}
          cardId={id}
          adminContext={adminContext}
          action={giveAction}
          locale={locale}
        />
      )}
      <Holders {...props} />
      {children}
    </Card>
  )
}

function Holders({
  roleKey: role,
  id,
  cursorName,
  page,
  adminContext,
  revokeAction,
  locale,
}: Props) {
  const name = roleNames[role]
  const whyFixed = (person: Person) =>
    whyRoleFixed(role, person, person.account.defaultAccount, adminContext)
  return (
    <>
      <RowForm action={revokeAction} label={`Remove ${name}`} field="id" hidden={{ key: role }}>
        {page.rows.length > 0 ? (
          <PersonTable
            caption={`${name}s`}
            people={page.rows}
            note={whyFixed}
            button={(person, noteId) => (
              <Button
                type="submit"
                name="id"
                value={person.id}
                disabled={noteId !== undefined}
                aria-describedby={noteId}
                aria-label={`Remove role ${name} from ${fullName(person)}`}
              >
                Remove role
              </Button>
            )}
          />
        ) : (
          <p className="px-4 py-8 text-center text-text-2">Nobody was given this role yet.</p>
        )}
      </RowForm>
      <RolePager
        label={`Pages of ${name}s`}
        page={page}
        name={cursorName}
        cardId={id}
        locale={locale}
      />
    </>
  )
}
