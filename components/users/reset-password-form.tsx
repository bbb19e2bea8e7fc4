'use client'

import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { FormFrame } from '@/components/ui/form-frame'
import { PasswordField } from '@/components/ui/password-field'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { savedIn } from '@/lib/form-state'
import { generatePassword } from '@/lib/passwords/generate'
import { describePolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { resetPasswordSchema, withPolicy } from '@/lib/users/schema'

type Props = {
  user: { id: number; hasPassword: boolean }
  policy: PasswordPolicy
  action: FormAction<{ password: string }>
}

export function ResetPasswordForm({ user, policy, action }: Props) {
  const form = useActionForm({
    action,
    schema: withPolicy(resetPasswordSchema, policy),
    defaultValues: { password: '', mustChangePassword: true },
    warnOnLeave: true,
    hidden: { id: user.id },
  })
  const reset = savedIn(form.state)
  const label = user.hasPassword ? 'Reset password' : 'Set password'
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {reset && (
        <SecretsNotice
          key={form.responseCount}
          message={reset.message}
          secrets={[{ label: 'Password', text: reset.result.password }]}
        />
      )}
      <FormFrame form={form} label={label}>
        <PasswordField
          form={form}
          name="password"
          label="New password"
          autoComplete="new-password"
          generate={() => generatePassword(policy)}
          help={`${describePolicy(policy)}${user.hasPassword ? ' The user is signed out everywhere, and their User Secret stops working.' : ''}`}
        />
        <CheckboxField
          form={form}
          name="mustChangePassword"
          label="Require a new password at next sign-in"
        />
        <div>
          <Button type="submit" busy={form.pending}>
            {label}
          </Button>
        </div>
      </FormFrame>
    </div>
  )
}
