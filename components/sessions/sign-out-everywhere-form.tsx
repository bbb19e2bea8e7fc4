'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { userIdSchema } from '@/lib/users/schema'

type Props = { user: { id: number }; sessions: number; action: FormAction<unknown> }

export function SignOutEverywhereForm({ user, sessions, action }: Props) {
  const form = useActionForm({ action, schema: userIdSchema, hidden: { id: user.id } })
  const { state, responseCount } = form
  return (
    <FormFrame form={form} label="Sign out everywhere">
      {state.status === 'done' && (
        <Notice key={responseCount} tone="ok" ref={focus}>
          <p dir="auto">{state.message}</p>
        </Notice>
      )}
      <div>
        <Button type="submit" busy={form.pending} disabled={sessions === 0}>
          Sign out everywhere
        </Button>
      </div>
    </FormFrame>
  )
}

// The button that was pressed is disabled.
const focus = (element: HTMLElement | null) => element?.focus()
