import { memo, useState } from 'react'
import type { AccountRow } from '@/components/accounts/account-list'
import { AccountMenu } from '@/components/accounts/account-menu'
import { type ListParams, listHref, searchQuery } from '@/components/accounts/list-href'
import { DataTable } from '@/components/ui/data-table'
import { Link } from '@/components/ui/link'
import { RowButton } from '@/components/ui/row-button'
import { useSelection } from '@/components/ui/selection'
import { SelectBox, SelectPageBox } from '@/components/ui/selection-boxes'
import { SortHeading, type SortOrder } from '@/components/ui/sort-heading'
import { Badge } from '@/components/ui/status'
import { useEarlyTicks } from '@/components/ui/use-early-ticks'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/query-schema'
import { paths } from '@/lib/paths'

type Props = { accounts: AccountRow[]; selectable: number[]; search: ListParams }

const MENU_ID = 'account-menu'

export function AccountTable({ accounts, selectable, search }: Props) {
  const { ids, all } = useSelection('accounts')
  const matches = searchQuery(search)
  useEarlyTicks('accounts', selectable, matches)
  const [menuAccount, setMenuAccount] = useState<AccountRow>()
  return (
    <>
      <DataTable caption="Accounts" className="tabular:table-fixed">
        <Head selectable={selectable} search={search} />
        <tbody translate="no">
          {accounts.map((account) => (
            <Row
              key={account.id}
              account={account}
              selected={all === matches || ids.has(account.id)}
              onMenu={setMenuAccount}
            />
          ))}
        </tbody>
      </DataTable>
      <AccountMenu id={MENU_ID} account={menuAccount} params={search} />
    </>
  )
}

function Head({ selectable, search }: Omit<Props, 'accounts'>) {
  const sorting = {
    current: search,
    hrefOf: (order: SortOrder<AccountSearch['sort']>) => listHref(search, { ...order, cursor: '' }),
  }
  return (
    <thead className="sorts">
      <tr>
        <th scope="col" className="pick">
          <SelectPageBox list="accounts" selectable={selectable} search={searchQuery(search)} />
        </th>
        <SortHeading {...sorting} sort="name" label="Name" />
        <SortHeading {...sorting} sort="id" label="ID" className="tabular:w-26" />
        <th scope="col" className="wide tabular:w-40">
          External ID
        </th>
        <th scope="col" className="end tabular:w-22">
          Users
        </th>
        <SortHeading {...sorting} sort="created" label="Created" className="tabular:w-36" />
        <th scope="col" className="tabular:w-18">
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  )
}

type RowProps = { account: AccountRow; selected: boolean; onMenu(account: AccountRow): void }

// A page has up to a hundred rows, so each is as little markup as possible.
const Row = memo(({ account, selected, onMenu }: RowProps) => {
  const { id, name, description, externalId, defaultAccount, users, created, day } = account
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
      <td className="wide number truncate text-text-2 bidi" title={externalId}>
        {externalId}
      </td>
      <td className="number end below" data-label="Users">
        {users}
      </td>
      <td className="number below text-text-2" data-label="Created" title={created}>
        {day}
      </td>
      <td className="actions">
        <RowButton menu={MENU_ID} label={`Actions for ${name}`} onOpen={() => onMenu(account)} />
      </td>
    </tr>
  )
})
