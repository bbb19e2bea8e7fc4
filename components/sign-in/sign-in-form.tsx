'use client'

import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { useActionForm } from '@/components/ui/use-action-form'
import { useLoadDocument } from '@/components/ui/use-load-document'
import type { FormAction } from '@/components/ui/use-server-action'
import { signInSchema } from '@/lib/sessions/schema'

type Props = {
  action: FormAction<{ location: string }>
  /** Already entered, or empty. */
  email: string
  next: string
}

const formSchema = signInSchema.extend({ next: z.string() })

export function SignInForm({ action, email, next }: Props) {
  const form = useActionForm({
    action,
    schema: formSchema,
    defaultValues: { email, password: '' },
    hidden: { next },
  })
  useLoadDocument(form.state)
  return (
    <FormFrame form={form} label="Sign in">
      <EmailField
        form={form}
        name="email"
        autoComplete="username webauthn"
        autoFocus={email === ''}
      />
      <PasswordField
        form={form}
        name="password"
        label="Password"
        autoComplete="current-password"
        autoFocus={email !== ''}
      />
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
