import { Announcement } from '@/components/ui/announcement'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { formatCount } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { RowForm } from '@/components/ui/row-form'
import { SearchBox } from '@/components/ui/search-box'
import type { FormAction } from '@/components/ui/use-server-action'
import type { AccountPage, AccountView } from '@/lib/accounts/view'
import { paths } from '@/lib/paths'
import type { ProviderView } from '@/lib/providers/view'

const CARD_ID = 'new-users'

type Choice = { q: string; found: AccountPage }

type Props = {
  provider: Pick<ProviderView, 'id' | 'account'>
  /** While someone chooses: what they search for, and the accounts found. */
  choice: Choice | undefined
  action: FormAction<unknown>
  locale: string
}

/** In which account people get a user when they sign in for the first time. */
export function NewUsersCard({ provider, choice, ...rest }: Props) {
  const { id, account } = provider
  return (
    <Card
      title="New users"
      id={CARD_ID}
      actions={
        !choice && (
          <ButtonLink href={`${paths.provider(id)}?choose#${CARD_ID}`} keepScroll>
            {account ? 'Change account' : 'Choose an account'}
          </ButtonLink>
        )
      }
    >
      <CardBody>
        {account ? (
          <p>
            <span>People who sign in for the first time get a user without a role in</span>{' '}
            <Link href={paths.account(account.id)} className="text-accent-text underline">
              <bdi>{account.name}</bdi>
            </Link>
            <span>.</span>
          </p>
        ) : (
          <p>
            Only people who have a user can sign in. Choose an account to add a user there, without
            a role, when someone signs in for the first time.
          </p>
        )}
      </CardBody>
      {choice && <AccountChoice provider={provider} {...choice} {...rest} />}
    </Card>
  )
}

type ChoiceProps = Omit<Props, 'choice'> & Choice

function AccountChoice({ provider: { id, account }, q, found, action, locale }: ChoiceProps) {
  const { rows, mistake, next } = found
  return (
    <section aria-label="Choose an account" className="border-border border-t bg-subtle">
      <div className="flex flex-wrap items-start gap-3 px-4 pt-4 md:px-6">
        <SearchBox
          path={paths.provider(id)}
          name="q"
          value={q}
          otherParams={{ choose: '' }}
          label="Search by name, external ID or ID"
          fragment={`#${CARD_ID}`}
          mistake={mistake}
        />
        <ButtonLink href={`${paths.provider(id)}#${CARD_ID}`} keepScroll className="ms-auto">
          Close
        </ButtonLink>
      </div>
      <Announcement text={q && `${formatCount(rows.length, 'account', locale)} found`} />
      <RowForm action={action} label="Choose an account" field="accountId" hidden={{ id }}>
        {account && (
          <p className="px-4 pb-4 md:px-6">
            <Button type="submit" name="accountId" value="">
              Stop adding users
            </Button>
          </p>
        )}
        {rows.length > 0 && <AccountTable accounts={rows} chosen={account?.id} />}
      </RowForm>
      <p className="px-4 pb-4 text-help text-text-2 empty:hidden md:px-6">
        {hint(rows.length, Boolean(next))}
      </p>
    </section>
  )
}

function AccountTable({
  accounts,
  chosen,
}: {
  accounts: AccountView[]
  chosen: number | undefined
}) {
  return (
    <DataTable caption="Accounts found">
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">External ID</th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ id, name, externalId }) => (
          <tr key={id}>
            <td className="main">
              <Link href={paths.account(id)}>
                <bdi>{name}</bdi>
              </Link>
            </td>
            <td className="below wrap-anywhere text-text-2" data-label="External ID">
              {externalId}
            </td>
            <td className="actions">
              {id === chosen ? (
                <span className="text-text-2">Chosen</span>
              ) : (
                <Button type="submit" name="accountId" value={id} aria-label={`Choose ${name}`}>
                  Choose
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}

function hint(count: number, isMore: boolean): string {
  if (count === 0) return 'No accounts match.'
  return isMore ? 'More accounts match. Type more of the name or the ID.' : ''
}
