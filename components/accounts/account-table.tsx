import { memo, useState } from 'react'
import { accountCell } from '@/components/accounts/account-cell'
import type { AccountRow } from '@/components/accounts/account-list'
import { AccountMenu } from '@/components/accounts/account-menu'
import { AccountTableHead } from '@/components/accounts/account-table-head'
import { tableWidth } from '@/components/accounts/column-widths'
import { type ListParams, searchQuery } from '@/components/accounts/list-href'
import { classNames } from '@/components/ui/class-names'
import { DataTable } from '@/components/ui/data-table'
import { Link } from '@/components/ui/link'
import { RowButton } from '@/components/ui/row-button'
import { useSelection } from '@/components/ui/selection'
import { SelectBox } from '@/components/ui/selection-boxes'
import { Badge } from '@/components/ui/status'
import { useEarlyTicks } from '@/components/ui/use-early-ticks'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { AccountListColumn } from '@/lib/list-settings/policy'
import { paths } from '@/lib/paths'

type Props = {
  accounts: AccountRow[]
  columns: AccountListColumn[]
  selectable: number[]
  search: ListParams
}

const MENU_ID = 'account-menu'

export function AccountTable({ accounts, columns, selectable, search }: Props) {
  const { ids, all } = useSelection('accounts')
  const matches = searchQuery(search)
  useEarlyTicks('accounts', selectable, matches)
  const [menuAccount, setMenuAccount] = useState<AccountRow>()
  return (
    <>
      <div className="relative md:overflow-x-auto print:overflow-visible">
        <DataTable
          caption="Accounts"
          className={classNames('tabular:table-fixed', tableWidth(columns))}
        >
          <AccountTableHead columns={columns} selectable={selectable} search={search} />
          <tbody translate="no">
            {accounts.map((account) => (
              <Row
                key={account.id}
                account={account}
                columns={columns}
                selected={all === matches || ids.has(account.id)}
                onMenu={setMenuAccount}
              />
            ))}
          </tbody>
        </DataTable>
      </div>
      <AccountMenu id={MENU_ID} account={menuAccount} params={search} />
    </>
  )
}

type RowProps = {
  account: AccountRow
  columns: AccountListColumn[]
  selected: boolean
  onMenu(account: AccountRow): void
}

// A page has up to a hundred rows, so each is as little markup as possible.
const Row = memo(({ account, columns, selected, onMenu }: RowProps) => {
  const { id, name, defaultAccount, cells } = account
  const description = cells[columns.indexOf('description')]
  return (
    <tr data-selected={selected || undefined}>
      <td className="pick">
        <SelectBox
          list="accounts"
          id={id}
          name={name}
          checked={selected}
          reason={whyNotDeletable(account)}
        />
      </td>
      <th scope="row" className="main">
        <Link href={paths.account(id)}>{name}</Link>
        {defaultAccount && (
          <>
            {' '}
            <Badge>Default</Badge>
          </>
        )}
        {description && <div>{description}</div>}
      </th>
      <td className="number below" data-label="ID">
        {id}
      </td>
      {columns.map((column, index) => accountCell(column, cells[index] ?? ''))}
      <td className="actions">
        <RowButton menu={MENU_ID} label={`Actions for ${name}`} onOpen={() => onMenu(account)} />
      </td>
    </tr>
  )
})
