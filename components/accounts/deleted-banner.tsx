'use client'

import { X } from 'lucide-react'
import { Button, ButtonLink } from '@/components/ui/button'
import { FlashNotice } from '@/components/ui/flash-notice'
import { FormKey } from '@/components/ui/form-key'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'

type Props = {
  account: { id: number; name: string }
  action: FormAction<unknown>
  dismissHref: string
}

export function DeletedBanner({ account, action, dismissHref }: Props) {
  const { id, name } = account
  const { state, formAction, formKey, send, pending } = useServerAction(action)
  return (
    <FlashNotice tone="info">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-full md:basis-0">
          <p className="font-medium">
            “<bdi>{name}</bdi>” was deleted.
          </p>
          {'errors' in state && <p className="text-danger-text">{state.message}</p>}
          <p className="text-help text-text-2">
            Undo restores it and reactivates its users. Later, you can restore it only through the
            API: <code>{`PATCH /elements/api-v2/accounts/${id} {"active": true}`}</code>
          </p>
        </div>
        <form
          action={formAction}
          onSubmit={(event) => {
            event.preventDefault()
            send(new FormData(event.currentTarget))
          }}
          aria-label="Undo the deletion"
          className="flex gap-2"
        >
          <FormKey value={formKey} />
          <input type="hidden" name="id" value={id} />
          <Button type="submit" busy={pending}>
            Undo
          </Button>
          <ButtonLink href={dismissHref} variant="ghost" shape="square" aria-label="Dismiss">
            <X size={16} aria-hidden="true" />
          </ButtonLink>
        </form>
      </div>
    </FlashNotice>
  )
}
