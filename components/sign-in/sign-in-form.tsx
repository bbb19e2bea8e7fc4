'use client'

import { FormFrame } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { useLoadDocument } from '@/components/ui/use-load-document'
import type { FormAction } from '@/components/ui/use-server-action'
import { signInSchema } from '@/lib/sessions/schema'

type Props = {
  action: FormAction<{ location: string }>
  /** Where to go afterwards. */
  next: string
}

export function SignInForm({ action, next }: Props) {
  const form = useActionForm({ action, schema: signInSchema, hidden: { next } })
  useLoadDocument(form.state)
  return (
    <FormFrame form={form} label="Sign in">
      <TextField
        form={form}
        name="email"
        label="Email"
        type="email"
        dir="ltr"
        autoComplete="username"
        autoFocus
      />
      <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
      <Button type="submit" variant="primary" busy={form.pending || form.state.status === 'done'}>
        Sign in
      </Button>
    </FormFrame>
  )
}
