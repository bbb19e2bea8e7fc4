'use client'

import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { describePolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { changePasswordSchema } from '@/lib/sessions/schema'

type Props = {
  action: FormAction<unknown>
  email: string
  policy: PasswordPolicy
  hasSecret: boolean
  /** The path to open once the password is saved. */
  next?: string
}

export function NewPasswordForm({ action, email, policy, hasSecret, next }: Props) {
  const form = useActionForm({
    action,
    schema: changePasswordSchema,
    defaultValues: { currentPassword: '', password: '', repeatedPassword: '', keepSecret: false },
  })
  return (
    <FormFrame form={form} label="Choose a new password">
      {form.state.status === 'done' && (
        <Notice tone="ok">
          <p>{form.state.message}</p>
        </Notice>
      )}
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      {/* For password managers. Without a name it is not submitted. */}
      <input
        type="email"
        autoComplete="username"
        defaultValue={email}
        className="hidden"
        readOnly
      />
      <PasswordField
        form={form}
        name="currentPassword"
        label="Current password"
        autoComplete="current-password"
      />
      <PasswordField
        form={form}
        name="password"
        label="New password"
        autoComplete="new-password"
        help={`${describePolicy(policy)} This ends your other sessions.`}
      />
      <PasswordField
        form={form}
        name="repeatedPassword"
        label="New password again"
        autoComplete="new-password"
      />
      {hasSecret && (
        <CheckboxField
          form={form}
          name="keepSecret"
          label="Keep my User Secret"
          help="Keep it only if nobody else can know it. Otherwise it stops working, and your scripts need a new one."
        />
      )}
      <Button type="submit" variant="primary" busy={form.pending}>
        Change password
      </Button>
    </FormFrame>
  )
}
