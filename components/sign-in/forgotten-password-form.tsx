'use client'

import { Button } from '@/components/ui/button'
import { EmailField } from '@/components/ui/email-field'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { savedIn } from '@/lib/form-state'
import { forgottenPasswordSchema } from '@/lib/sessions/schema'

export function ForgottenPasswordForm({ action }: { action: FormAction<unknown> }) {
  const form = useActionForm({
    action,
    schema: forgottenPasswordSchema,
    defaultValues: { email: '' },
  })
  const saved = savedIn(form.state)
  return (
    <>
      {saved && (
        <Notice key={form.responseCount} tone="ok">
          <p className="font-medium">{saved.message}</p>
          <p>
            It arrives within a few minutes and works for 24 hours. Nothing there? Check the spam
            folder and the address, or ask an administrator of your organization.
          </p>
        </Notice>
      )}
      <FormFrame form={form} label="Forgot your password?">
        <EmailField
          form={form}
          name="email"
          autoComplete="username"
          help="We send a link to choose a new password, at most three an hour."
        />
        <div>
          <Button type="submit" variant="primary" busy={form.pending}>
            Send link
          </Button>
        </div>
      </FormFrame>
    </>
  )
}
