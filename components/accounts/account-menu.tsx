import { Pencil, Trash2 } from 'lucide-react'
import type { AccountRow } from '@/components/accounts/account-list'
import { deletionHref, type ListParams } from '@/components/accounts/list-href'
import { Link } from '@/components/ui/link'
import { Menu, menuItem } from '@/components/ui/menu'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'

type Props = { id: string; account: AccountRow | undefined; params: ListParams }

/** One menu for all rows: a menu in each would cost more markup than the row itself. */
export function AccountMenu({ id, account, params }: Props) {
  return (
    <Menu id={id}>
      {account ? (
        <>
          <Link href={paths.account(account.id)} className={menuItem}>
            <Pencil size={16} aria-hidden="true" />
            Edit Account
          </Link>
          <DeleteItem account={account} params={params} reasonId={`${id}-reason`} />
        </>
      ) : (
        <p className="p-3">Open an account to change it.</p>
      )}
    </Menu>
  )
}

type DeleteItemProps = { account: AccountRow; params: ListParams; reasonId: string }

function DeleteItem({ account, params, reasonId }: DeleteItemProps) {
  const reason = whyNotDeletable(account)
  if (reason === undefined) {
    return (
      <Link href={deletionHref(account.id, params)} className={`${menuItem} text-danger-text`}>
        <Trash2 size={16} aria-hidden="true" />
        Delete Account
      </Link>
    )
  }
  return (
    <>
      <button type="button" disabled aria-describedby={reasonId} className={menuItem}>
        <Trash2 size={16} aria-hidden="true" />
        Delete Account
      </button>
      <p id={reasonId} className="px-3 pb-2 text-help text-text-2">
        {reason}
      </p>
    </>
  )
}
