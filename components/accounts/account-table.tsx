import { ArrowDown, ArrowUp, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { LIST, listHref } from '@/components/accounts/list-href'
import { menuItem, RowMenu } from '@/components/ui/row-menu'
import { Badge } from '@/components/ui/status'
import { Day } from '@/components/ui/time'
import { deletionFault } from '@/lib/accounts/policy'
import type { FindAccounts } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'

type Props = { accounts: AccountView[]; asked: FindAccounts; locale: string }

/** The accounts of one page of the list. */
export function AccountTable({ accounts, asked, locale }: Props) {
  return (
    <table className="table">
      <caption className="sr-only">Accounts</caption>
      <thead>
        <tr>
          <SortHeading asked={asked} sort="name" label="Name" />
          <SortHeading asked={asked} sort="id" label="ID" />
          <th scope="col" className="wide">
            External ID
          </th>
          <th scope="col" className="end">
            Users
          </th>
          <SortHeading asked={asked} sort="created" label="Created" />
          <th scope="col">
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
      <th scope="row" className="main max-w-md">
        <Link href={`${LIST}/${id}`} prefetch={false} className="hover:underline" dir="auto">
          {name}
        </Link>{' '}
        {defaultAccount && <Badge>Default</Badge>}
        {description && (
          <div className="line-clamp-2 text-help text-text-2" dir="auto">
            {description}
          </div>
        )}
      </th>
      <td className="number below" data-label="ID">
        {id}
      </td>
      <td className="wide max-w-60 truncate text-text-2" title={externalId} dir="auto">
        {externalId}
      </td>
      <td className="number end below" data-label="Users">
        {userCount.toLocaleString(locale)}
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
      <Link href={`${LIST}/${id}`} prefetch={false} className={menuItem}>
        <Pencil size={16} aria-hidden="true" />
        Edit Account
      </Link>
      {fault ? (
        <p className="px-3 py-2 text-help text-text-2">{fault}</p>
      ) : (
        <Link
          href={`${LIST}/${id}/delete`}
          prefetch={false}
          className={`${menuItem} text-danger-text`}
        >
          <Trash2 size={16} aria-hidden="true" />
          Delete Account
        </Link>
      )}
    </RowMenu>
  )
}

type HeadingProps = { asked: FindAccounts; sort: FindAccounts['sort']; label: string }

function SortHeading({ asked, sort, label }: HeadingProps) {
  const current = asked.sort === sort
  const ascending = asked.direction === 'asc'
  const direction = current && ascending ? 'desc' : 'asc'
  const Arrow = ascending ? ArrowUp : ArrowDown
  return (
    <th scope="col" aria-sort={current ? (ascending ? 'ascending' : 'descending') : undefined}>
      <Link
        href={listHref(asked, { sort, direction, cursor: '' })}
        prefetch={false}
        scroll={false}
        className="inline-flex min-h-6 items-center gap-1 hover:text-text"
      >
        {label}
        {current && <Arrow size={12} aria-hidden="true" />}
      </Link>
    </th>
  )
}
