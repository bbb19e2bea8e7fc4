import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { LIST, listHref } from '@/components/accounts/list-href'
import { writtenNumber } from '@/components/ui/formats'
import { Icon } from '@/components/ui/icons'
import { RowMenu } from '@/components/ui/row-menu'
import { Badge } from '@/components/ui/status'
import { Day } from '@/components/ui/time'
import { deletionFault } from '@/lib/accounts/policy'
import type { FindAccounts } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'

type Props = { accounts: AccountView[]; asked: FindAccounts; locale: string }

/** The accounts of one page of the list. */
export function AccountTable({ accounts, asked, locale }: Props) {
  return (
    <table className="table tabular:table-fixed">
      <caption className="sr-only">Accounts</caption>
      <thead className="sorts">
        <tr>
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
          <AccountRow key={account.id} account={account} locale={locale} />
        ))}
      </tbody>
    </table>
  )
}

function AccountRow({ account, locale }: { account: AccountView; locale: string }) {
  const { id, name, description, externalId, defaultAccount, userCount, createdAt } = account
  return (
    <tr>
      <th scope="row" className="main">
        <Link href={`${LIST}/${id}`} prefetch={false}>
          <bdi>{name}</bdi>
        </Link>{' '}
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
        {writtenNumber(userCount, locale)}
      </td>
      <td className="number below text-text-2" data-label="Created">
        <Day date={createdAt} locale={locale} />
      </td>
      <td className="actions">
        <AccountMenu account={account} />
      </td>
    </tr>
  )
}

function AccountMenu({ account }: { account: AccountView }) {
  const { id, name } = account
  const fault = deletionFault(account)
  return (
    <RowMenu id={`account-${id}`} label={`More for ${name}`}>
      <Link href={`${LIST}/${id}`} prefetch={false} className="menu-item control">
        <Icon name="edit" />
        Edit Account
      </Link>
      {fault ? (
        <BlockedDeletion id={`account-${id}-kept`} fault={fault} />
      ) : (
        <Link
          href={`${LIST}/${id}/delete`}
          prefetch={false}
          className="menu-item control text-danger-text"
        >
          <Icon name="delete" />
          Delete Account
        </Link>
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
