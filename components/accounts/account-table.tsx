'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import type { AccountRow } from '@/components/accounts/account-rows'
import { LIST, listHref } from '@/components/accounts/list-href'
import { useSelection } from '@/components/accounts/selection'
import { SelectBox, SelectPageBox } from '@/components/accounts/selection-boxes'
import { Icon } from '@/components/ui/icons'
import { RowMenu } from '@/components/ui/row-menu'
import { Badge } from '@/components/ui/status'
import { type Follow, useFollow } from '@/components/ui/use-follow'
import { deletionFault } from '@/lib/accounts/policy'
import type { FindAccounts } from '@/lib/accounts/schema'

type Props = { accounts: AccountRow[]; asked: FindAccounts }

/** The accounts of one page of the list. */
export function AccountTable({ accounts, asked }: Props) {
  const follow = useFollow()
  const { ids, all } = useSelection()
  return (
    <table className="table tabular:table-fixed">
      <caption className="sr-only">Accounts</caption>
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
            follow={follow}
            selected={all === asked.q || ids.has(account.id)}
          />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { account: AccountRow; follow: Follow }

function Row({ account, follow, selected }: RowProps & { selected: boolean }) {
  const { id, name, description, externalId, defaultAccount, users, created, day } = account
  return (
    <tr data-selected={selected || undefined}>
      <td className="pick">
        <SelectBox account={account} checked={selected} />
      </td>
      <th scope="row" className="main">
        <a href={`${LIST}/${id}`} onClick={follow}>
          <bdi>{name}</bdi>
        </a>{' '}
        {defaultAccount && <Badge>Default</Badge>}
        {description && (
          <div className="line-clamp-2 text-help text-text-2">
            <bdi>{description}</bdi>
          </div>
        )}
      </th>
      <td className="number below" data-label="ID">
        {id}
      </td>
      <td className="wide number truncate text-text-2" title={externalId}>
        <bdi>{externalId}</bdi>
      </td>
      <td className="number end below" data-label="Users">
        {users}
      </td>
      <td className="number below text-text-2" data-label="Created">
        <time dateTime={created} title={created}>
          {day}
        </time>
      </td>
      <td className="actions">
        <AccountMenu account={account} follow={follow} />
      </td>
    </tr>
  )
}

function AccountMenu({ account, follow }: RowProps) {
  const { id, name } = account
  const fault = deletionFault(account)
  return (
    <RowMenu id={`account-${id}`} label={`More for ${name}`}>
      <a href={`${LIST}/${id}`} onClick={follow} className="menu-item control">
        <Icon name="edit" />
        Edit Account
      </a>
      {fault ? (
        <BlockedDeletion id={`account-${id}-kept`} fault={fault} />
      ) : (
        <a
          href={`${LIST}/${id}/delete`}
          onClick={follow}
          className="menu-item control text-danger-text"
        >
          <Icon name="delete" />
          Delete Account
        </a>
      )}
    </RowMenu>
  )
}

function BlockedDeletion({ id, fault }: { id: string; fault: string }) {
  return (
    <>
      <button type="button" disabled aria-describedby={id} className="menu-item control">
        <Icon name="delete" />
        Delete Account
      </button>
      <p id={id} className="px-3 pb-2 text-help text-text-2">
        {fault}
      </p>
    </>
  )
}

type HeadingProps = {
  asked: FindAccounts
  sort: FindAccounts['sort']
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
        prefetch={false}
        scroll={false}
        className="inline-flex min-h-6 min-w-6 items-center gap-1 hover:text-text max-md:min-h-11 max-md:min-w-11 max-md:justify-center"
      >
        {label}
        {current && <Arrow size={12} aria-hidden="true" />}
      </Link>
    </th>
  )
}
