'use client'

import { z } from 'zod'
import { SignInFrame } from '@/components/sign-in/sign-in-frame'
import { EmailField } from '@/components/ui/email-field'
import { PasswordField } from '@/components/ui/password-field'
import { useActionForm } from '@/components/ui/use-action-form'
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
  return (
    <SignInFrame form={form} label="Sign in">
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
    </SignInFrame>
  )
}
