import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import type { ActionForm } from '@/components/ui/use-action-form'
import { useLoadDocument } from '@/components/ui/use-load-document'

type Props = {
  form: ActionForm<never, { location: string }>
  label: string
  children: ReactNode
}

/** A step of the sign-in. After the last one, the next page is loaded as a new document. */
export function SignInFrame({ form, label, children }: Props) {
  useLoadDocument(form.state)
  return (
    <FormFrame form={form} label={label}>
      {children}
      <Button
        type="submit"
        variant="primary"
        busy={form.pending || form.state.status === 'done'}
        busyLabel="Signing in…"
      >
        Sign in
      </Button>
    </FormFrame>
  )
}
