'use client'

import { type DeletionChange, deletionTexts } from '@/components/accounts/deletion-texts'
import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { formatCount } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { deleteAccountFormSchema, TYPED_CONFIRMATION_FROM } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'

type Props = {
  account: Pick<AccountView, 'id' | 'name' | 'activeUserCount'>
  action: FormAction<unknown>
  cancelHref: string
  change?: DeletionChange
  /** The query string of the list to return to. */
  list?: string | undefined
}

export function DeleteAccountForm({ account, action, cancelHref, change = 'delete', list }: Props) {
  const { id, name, activeUserCount: users } = account
  const form = useActionForm({
    action,
    schema: deleteAccountFormSchema,
    defaultValues: { confirmation: '' },
    hidden: {
      id,
      ...(list === undefined ? undefined : { list }),
      ...(change === 'deactivate' ? { deactivation: 'on' } : undefined),
    },
  })
  const { submit, busy } = deletionTexts[change]
  return (
    <FormFrame form={form} label={submit} className="grid gap-4">
      <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
        <li>
          <UsersAffected count={users} />
        </li>
        <li>The account disappears from the list, and its page can't be opened anymore.</li>
        <li>{`Undo on the next page restores it${users > 0 ? ' with these users' : ''}.`}</li>
        <li>Later, you can reactivate it through the API, and then its users one by one.</li>
      </ul>
      {users >= TYPED_CONFIRMATION_FROM && (
        <TextField
          form={form}
          name="confirmation"
          label={
            <>
              <span>Type</span> <bdi translate="no">{name}</bdi> <span>to confirm</span>
            </>
          }
          autoComplete="off"
        />
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref} data-close>
          Cancel
        </ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending} busyLabel={busy}>
          {submit}
        </Button>
      </div>
    </FormFrame>
  )
}

function UsersAffected({ count }: { count: number }) {
  const locale = useLocale()
  if (count === 0) return <span>The account has no active users, so nobody is signed out.</span>
  return (
    <>
      <strong>{formatCount(count, 'user', locale)}</strong>{' '}
      <span>{`${count === 1 ? 'is' : 'are'} deactivated and signed out now.`}</span>
    </>
  )
}
