import type { ComponentProps, ReactNode } from 'react'
import { DeleteAccountForm } from '@/components/accounts/delete-account-form'
import { DialogLink } from '@/components/ui/dialog-link'
import type { FormAction } from '@/components/ui/use-server-action'
import type { AccountView } from '@/lib/accounts/view'
import { paths } from '@/lib/paths'

export type DeletionProps = {
  account: Pick<AccountView, 'id' | 'name' | 'activeUserCount' | 'defaultAccount'>
  action: FormAction<unknown>
}

type Props = DeletionProps &
  Omit<ComponentProps<typeof DialogLink>, 'href' | 'title' | 'dialog'> & { children: ReactNode }

/** Asks for confirmation in a dialog; without JavaScript, on a page. */
export function DeletionDialog({ account, action, children, ...link }: Props) {
  const { id } = account
  return (
    <DialogLink
      href={paths.deleteAccount(id)}
      title={deletionQuestion(account)}
      dialog={
        <DeleteAccountForm account={account} action={action} cancelHref={paths.account(id)} />
      }
      {...link}
    >
      {children}
    </DialogLink>
  )
}

export function deletionQuestion({ name }: { name: string }): string {
  return `Delete “${name}”?`
}
