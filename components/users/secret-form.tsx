'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { secretResetSchema } from '@/lib/users/schema'

type Props = {
  action: FormAction<{ secret: string }>
  /** The user, unless people reset their own secret. */
  hidden: { id?: number }
  help: string
  label?: string
}

export function SecretForm({ action, hidden, help, label = 'User Secret' }: Props) {
  const form = useActionForm({ action, schema: secretResetSchema, hidden })
  const { state } = form
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {state.status === 'done' && (
        <SecretsNotice
          key={form.responseCount}
          message={state.message}
          secrets={[{ label, text: state.result.secret }]}
        />
      )}
      <p className="text-text-2">{help}</p>
      <FormFrame form={form} label={`Reset the ${label}`}>
        <div>
          <Button type="submit" busy={form.pending}>
            {`Reset ${label}`}
          </Button>
        </div>
      </FormFrame>
    </div>
  )
}
