import type { ReactNode } from 'react'
import { RowForm } from '@/components/ui/row-form'
import type { FormAction } from '@/components/ui/use-server-action'

type Props = {
  action: FormAction<unknown>
  /** Whose sessions they are, unless they are one's own. */
  user?: { id: number }
  children: ReactNode
}

export function EndSessionForm({ action, user, children }: Props) {
  const hidden = user ? { id: user.id } : {}
  return (
    <RowForm action={action} label="End a session" field="sessionId" hidden={hidden}>
      {children}
    </RowForm>
  )
}
