'use client'

import { FormFrame } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { describePolicy, type PasswordPolicy } from '@/lib/passwords/policy'
import { changePasswordSchema } from '@/lib/sessions/schema'

type Props = { action: FormAction<unknown>; email: string; policy: PasswordPolicy }

/** Changes one's own password; the current one is asked for once more. */
export function NewPasswordForm({ action, email, policy }: Props) {
  const form = useActionForm({ action, schema: changePasswordSchema })
  return (
    <FormFrame form={form} label="Choose a new password">
      {form.state.status === 'done' && (
        <Notice tone="ok">
          <p>{form.state.message}</p>
        </Notice>
      )}
      {/* Tells a password manager whose password this is; it is not sent. */}
      <input
        type="email"
        autoComplete="username"
        defaultValue={email}
        className="hidden"
        readOnly
      />
      <PasswordField
        form={form}
        name="current"
        label="Current password"
        autoComplete="current-password"
      />
      <PasswordField
        form={form}
        name="password"
        label="New password"
        autoComplete="new-password"
        help={`${describePolicy(policy)} Your other sessions end.`}
      />
      <PasswordField
        form={form}
        name="repeated"
        label="New password again"
        autoComplete="new-password"
      />
      <Button type="submit" variant="primary" busy={form.pending}>
        Change password
      </Button>
    </FormFrame>
  )
}
