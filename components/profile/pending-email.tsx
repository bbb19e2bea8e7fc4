'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { Time, type TimeProps } from '@/components/ui/time'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { emptySchema } from '@/lib/profile/schema'

type Props = {
  pending: { email: string; expires: TimeProps } | undefined
  action: FormAction<unknown>
}

/** The new address that nobody has confirmed yet, until it is canceled. */
export function PendingEmail({ pending, action }: Props) {
  const form = useActionForm({ action, schema: emptySchema })
  const isDone = form.state.status === 'done'
  if (!pending && !isDone) return null
  return (
    <div className="px-4 pt-4 md:px-6 md:pt-6">
      <FormFrame form={form} label="Cancel the email change">
        {pending ? (
          <Notice>
            <p>
              <span>Waiting for you to confirm</span>{' '}
              <bdi className="wrap-anywhere font-medium">{pending.email}</bdi>
            </p>
            <p className="mb-2">
              <span>We sent a link there. It works until</span> <Time {...pending.expires} />
              <span>. To get another one, enter the address below again.</span>
            </p>
            <Button type="submit" busy={form.pending}>
              Cancel the change
            </Button>
          </Notice>
        ) : (
          <Notice tone="ok" ref={focus}>
            <p>{'message' in form.state && form.state.message}</p>
          </Notice>
        )}
      </FormFrame>
    </div>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
