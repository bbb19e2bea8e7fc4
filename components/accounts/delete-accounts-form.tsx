'use client'

import { Button, ButtonLink } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { formatCount, formatNumber } from '@/components/ui/format'
import { useLocale } from '@/components/ui/locale'
import { TextField } from '@/components/ui/text-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { type Selection, startDeletionSchema } from '@/lib/deletions/schema'
import type { Consequences } from '@/lib/deletions/view'

type Props = {
  selection: Selection
  consequences: Consequences
  action: FormAction<unknown>
  cancelHref: string
}

export function DeleteAccountsForm({ selection, consequences, action, cancelHref }: Props) {
  const { accounts } = consequences
  const locale = useLocale()
  const { id, all, ...search } = selection
  const ids = id.join(',')
  const form = useActionForm({
    action,
    schema: startDeletionSchema,
    defaultValues: { confirmation: '' },
    hidden: all ? { ...search, all: 'on' } : { id: ids },
  })
  return (
    <FormFrame form={form} label="Delete accounts" className="grid gap-4">
      {/* Of the page as it is now: a typed confirmation would keep a former number. */}
      <input type="hidden" name="counted" value={accounts} />
      <ConsequenceList consequences={consequences} />
      <TextField
        form={form}
        name="confirmation"
        label={`Type ${accounts}, the number of accounts, to confirm`}
        inputMode="numeric"
        autoComplete="off"
      />
      <div className="flex flex-wrap justify-end gap-2">
        <ButtonLink href={cancelHref}>Cancel</ButtonLink>
        <Button type="submit" variant="danger" busy={form.pending} busyLabel="Deleting…">
          {`Delete ${formatCount(accounts, 'account', locale)}`}
        </Button>
      </div>
    </FormFrame>
  )
}

function ConsequenceList({ consequences }: Pick<Props, 'consequences'>) {
  const locale = useLocale()
  const { accounts, users, defaultAccount, names } = consequences
  const more = accounts - names.length
  return (
    <ul className="grid list-disc gap-1.5 rounded-panel bg-danger-soft py-3 ps-8 pe-4">
      <li>
        <bdi>{names.join(', ')}</bdi>
        {more > 0 && <span>{` and ${formatNumber(more, locale)} more`}</span>}
        <span>{accounts === 1 ? ' leaves the list.' : ' leave the list.'}</span>
      </li>
      <li>
        <strong>{formatCount(users, 'user', locale)}</strong>
        <span>{` ${users === 1 ? 'is' : 'are'} deactivated and signed out.`}</span>
      </li>
      {defaultAccount && <li>The default account is not deleted.</li>}
      <li>
        {`Undo restores ${accounts === 1 ? 'it' : 'them'}${users > 0 ? ' with these users' : ''}. You find it on the next page for 30 days, and above the list for a day.`}
      </li>
      <li>
        Later, you can reactivate the accounts through the API, and then their users one by one.
      </li>
    </ul>
  )
}
