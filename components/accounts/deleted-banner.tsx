'use client'

import { X } from 'lucide-react'
import { FormFrame } from '@/components/ui/action-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-answer'
import { accountKeySchema } from '@/lib/accounts/schema'

type Props = {
  account: { id: number; name: string }
  action: FormAction<unknown>
  /** The list without this banner. */
  dismissHref: string
}

/** After a deletion: the way back. It stays until it is dismissed. */
export function DeletedBanner({ account, action, dismissHref }: Props) {
  const form = useActionForm({ action, schema: accountKeySchema, hidden: { id: account.id } })
  return (
    <Notice>
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium" dir="auto">{`“${account.name}” was deleted.`}</p>
          <p className="text-help text-text-2">
            Undo restores it with the users that were deactivated. Later, only the API brings it
            back: <code>{`PATCH /elements/api-v2/accounts/${account.id} {"active": true}`}</code>
          </p>
        </div>
        <div className="flex gap-2">
          <FormFrame form={form} label="Undo the deletion">
            <Button type="submit" busy={form.pending}>
              Undo
            </Button>
          </FormFrame>
          <ButtonLink href={dismissHref} prefetch={false} variant="ghost" aria-label="Dismiss">
            <X size={16} aria-hidden="true" />
          </ButtonLink>
        </div>
      </div>
    </Notice>
  )
}
