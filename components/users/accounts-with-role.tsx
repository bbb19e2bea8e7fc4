import { Button } from '@/components/ui/button'
import { DataTable } from '@/components/ui/data-table'
import { formatNumber } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { RowForm } from '@/components/ui/row-form'
import { TableHead } from '@/components/ui/table-head'
import type { FormAction } from '@/components/ui/use-server-action'
import { RolePager } from '@/components/users/role-pager'
import type { UncountedPage } from '@/lib/listing/view'
import { paths } from '@/lib/paths'
import type { AdministratorAccount } from '@/lib/users/view'

type Props = {
  page: UncountedPage<AdministratorAccount>
  cardId: string
  revokeAction: FormAction<unknown>
  locale: string
}

/** The accounts whose users all have Account Admin, without being listed one by one. */
export function AccountsWithRole({ page, cardId, revokeAction, locale }: Props) {
  return (
    <>
      <RowForm
        action={revokeAction}
        label="Remove Account Admin from an account"
        field="id"
        hidden={{ key: 'admin' }}
      >
        {page.rows.length > 0 && <AccountTable accounts={page.rows} locale={locale} />}
      </RowForm>
      <RolePager
        label="Pages of accounts"
        page={page}
        name="accounts"
        cardId={cardId}
        locale={locale}
      />
    </>
  )
}

function AccountTable({ accounts, locale }: { accounts: AdministratorAccount[]; locale: string }) {
  return (
    <section aria-labelledby="inherited">
      <h3 id="inherited" className="border-border border-t px-4 pt-4 font-medium md:px-6">
        Inherited from an account
      </h3>
      <p className="px-4 pb-3 text-help text-text-2 md:px-6">
        Everyone in these accounts is an Account Admin.
      </p>
      <DataTable caption="Accounts with Account Admin" className="tabular:table-fixed">
        <TableHead
          columns={['Account', 'Users']}
          widths={{ Users: 'tabular:w-44', Actions: 'tabular:w-40' }}
          actions
        />
        <tbody>
          {accounts.map(({ id, name, userCount }) => (
            <tr key={id}>
              <td className="main">
                <Link href={paths.account(id)}>{name}</Link>
              </td>
              <td className="number below" data-label="Users">
                {formatNumber(userCount, locale)}
              </td>
              <td className="actions">
                <Button
                  type="submit"
                  name="id"
                  value={id}
                  aria-label={`Remove role Account Admin from everyone in ${name}`}
                >
                  Remove role
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </section>
  )
}
