'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { Time, type TimeProps } from '@/components/ui/time'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { endPreviousSecretSchema } from '@/lib/organization/schema'

type Props = {
  /** Null if only the new secret works. `switched` says who uses it already. */
  previous: { until: TimeProps; switched: string } | null | undefined
  action: FormAction<unknown>
}

/** Until when the secret before the last reset works, and a way to end it now. */
export function PreviousSecret({ previous, action }: Props) {
  const form = useActionForm({ action, schema: endPreviousSecretSchema })
  const isDone = form.state.status === 'done'
  if (!previous && !isDone) return null
  return (
    <div className="px-4 pb-4 md:px-6 md:pb-6">
      {previous ? (
        <Notice tone="warn">
          <FormFrame form={form} label="End the old secret">
            <p>
              <span>The old secret works until </span>
              <Time {...previous.until} />
              <span>{`. ${previous.switched}`}</span>
            </p>
            <div>
              <Button type="submit" busy={form.pending}>
                End the old secret now
              </Button>
            </div>
          </FormFrame>
        </Notice>
      ) : (
        <Notice key={form.responseCount} tone="ok" ref={focus}>
          <p>{form.state.status === 'done' && form.state.message}</p>
        </Notice>
      )}
    </div>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
