import type { ReactNode } from 'react'
import { RowForm } from '@/components/ui/row-form'
import type { FormAction } from '@/components/ui/use-server-action'

type Props = { user: { id: number }; action: FormAction<unknown>; children: ReactNode }

export function UnlinkForm({ user, action, children }: Props) {
  return (
    <RowForm
      action={action}
      label="Unlink an identity provider"
      field="providerId"
      hidden={{ id: user.id }}
    >
      {children}
    </RowForm>
  )
}
