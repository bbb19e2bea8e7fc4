import type { ComponentProps, ReactNode } from 'react'
import { DeleteAccountForm } from '@/components/accounts/delete-account-form'
import { type DeletionChange, deletionQuestion } from '@/components/accounts/deletion-texts'
import { DialogLink } from '@/components/ui/dialog-link'
import type { FormAction } from '@/components/ui/use-server-action'
import type { AccountView } from '@/lib/accounts/view'
import { paths } from '@/lib/paths'

export type DeletionProps = {
  account: Pick<AccountView, 'id' | 'name' | 'activeUserCount' | 'defaultAccount'>
  action: FormAction<unknown>
}

type Props = DeletionProps &
  Omit<ComponentProps<typeof DialogLink>, 'href' | 'title' | 'dialog'> & {
    change: DeletionChange
    children: ReactNode
  }

/** Asks for confirmation in a dialog; without JavaScript, on a page. */
export function DeletionDialog({ account, action, change, children, ...link }: Props) {
  const { id } = account
  const page = paths.deleteAccount(id)
  return (
    <DialogLink
      href={change === 'deactivate' ? `${page}?deactivate` : page}
      title={deletionQuestion(account, change)}
      dialog={
        <DeleteAccountForm
          account={account}
          action={action}
          cancelHref={paths.account(id)}
          change={change}
        />
      }
      {...link}
    >
      {children}
    </DialogLink>
  )
}
