'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { userIdSchema } from '@/lib/users/schema'

type Props = { user: { id: number }; isLocked: boolean; action: FormAction<unknown> }

/** Lets a locked user sign in again. Stays to say so when they are no longer locked. */
export function UnlockForm({ user, isLocked, action }: Props) {
  const form = useActionForm({ action, schema: userIdSchema, hidden: { id: user.id } })
  const { state } = form
  if (!isLocked) {
    return (
      state.status === 'done' && (
        <Notice tone="ok" ref={focus}>
          <p dir="auto">{state.message}</p>
        </Notice>
      )
    )
  }
  return (
    <FormFrame form={form} label="Unlock user" className="grid gap-3">
      <div>
        <Button type="submit" busy={form.pending}>
          Unlock
        </Button>
      </div>
    </FormFrame>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
