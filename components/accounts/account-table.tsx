'use client'

import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import type { AccountRow } from '@/components/accounts/account-list'
import { listHref } from '@/components/accounts/list-href'
import { useSelection } from '@/components/accounts/selection'
import { SelectBox, SelectPageBox } from '@/components/accounts/selection-boxes'
import { DataTable } from '@/components/ui/data-table'
import { Link } from '@/components/ui/link'
import { Menu, menuItem } from '@/components/ui/menu'
import { RowButton } from '@/components/ui/row-button'
import { Badge } from '@/components/ui/status'
import { whyNotDeletable } from '@/lib/accounts/policy'
import type { AccountSearch } from '@/lib/accounts/schema'
import { paths } from '@/lib/paths'

type Props = { accounts: AccountRow[]; asked: AccountSearch }

const MENU = 'account-menu'
const REASON = `${MENU}-reason`

/** The accounts of one page of the list. */
export function AccountTable({ accounts, asked }: Props) {
  const { ids, all } = useSelection()
  const [opened, open] = useState<AccountRow>()
  return (
    <>
      <DataTable caption="Accounts" className="tabular:table-fixed">
        <thead className="sorts">
          <tr>
            <th scope="col" className="pick">
              <SelectPageBox accounts={accounts} search={asked.q} />
            </th>
            <SortHeading asked={asked} sort="name" label="Name" />
            <SortHeading asked={asked} sort="id" label="ID" className="tabular:w-26" />
            <th scope="col" className="wide tabular:w-40">
              External ID
            </th>
            <th scope="col" className="end tabular:w-22">
              Users
            </th>
            <SortHeading asked={asked} sort="created" label="Created" className="tabular:w-36" />
            <th scope="col" className="tabular:w-18">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <Row
              key={account.id}
              account={account}
              selected={all === asked.q || ids.has(account.id)}
              open={open}
            />
          ))}
        </tbody>
      </DataTable>
      <Menu id={MENU}>
        {opened ? (
          <Actions account={opened} />
        ) : (
          <p className="p-3">Open an account to change it.</p>
        )}
      </Menu>
    </>
  )
}

type RowProps = { account: AccountRow; selected: boolean; open: (account: AccountRow) => void }

// As little markup as a row can be made of: a page has up to a hundred of them.
const Row = memo(({ account, selected, open }: RowProps) => {
  const { id, name, description, externalId, defaultAccount, users, created, day } = account
  return (
    <tr data-selected={selected || undefined}>
      <td className="pick">
        <SelectBox account={account} checked={selected} />
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
        <RowButton menu={MENU} label={`More for ${name}`} onOpen={() => open(account)} />
      </td>
    </tr>
  )
})

function Actions({ account }: { account: AccountRow }) {
  const href = paths.account(account.id)
  const fault = whyNotDeletable(account)
  return (
    <>
      <Link href={href} className={menuItem}>
        <Pencil size={16} aria-hidden="true" />
        Edit Account
      </Link>
      {fault ? (
        <BlockedDeletion fault={fault} />
      ) : (
        <Link href={`${href}/delete`} className={`${menuItem} text-danger-text`}>
          <Trash2 size={16} aria-hidden="true" />
          Delete Account
        </Link>
      )}
    </>
  )
}

function BlockedDeletion({ fault }: { fault: string }) {
  return (
    <>
      <button type="button" disabled aria-describedby={REASON} className={menuItem}>
        <Trash2 size={16} aria-hidden="true" />
        Delete Account
      </button>
      <p id={REASON} className="px-3 pb-2 text-help text-text-2">
        {fault}
      </p>
    </>
  )
}

type HeadingProps = {
  asked: AccountSearch
  sort: AccountSearch['sort']
  label: string
  className?: string
}

function SortHeading({ asked, sort, label, className }: HeadingProps) {
  const current = asked.sort === sort
  const ascending = asked.direction === 'asc'
  const direction = current && ascending ? 'desc' : 'asc'
  const Arrow = ascending ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={current ? (ascending ? 'ascending' : 'descending') : undefined}
      className={className}
    >
      <Link
        href={listHref(asked, { sort, direction, cursor: '' })}
        stays
        className="inline-flex min-h-6 min-w-6 items-center gap-1 hover:text-text phone:min-h-11 phone:min-w-11 phone:justify-center"
      >
        {label}
        {current && <Arrow size={12} aria-hidden="true" />}
      </Link>
    </th>
  )
}
