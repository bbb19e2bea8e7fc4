'use client'

import { FormFrame } from '@/components/ui/action-form'
import { Button } from '@/components/ui/button'
import { SecretsNotice } from '@/components/ui/secrets-notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { secretResetSchema } from '@/lib/users/schema'

type Props = {
  action: FormAction<{ secret: string }>
  /** Whose secret it is, unless it is one's own. */
  hidden: { id?: number }
  help: string
  /** What it is called. */
  label?: string
}

/** Makes a new secret, which is shown once. */
export function SecretForm({ action, hidden, help, label = 'User Secret' }: Props) {
  const form = useActionForm({ action, schema: secretResetSchema, hidden })
  const { state } = form
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {state.status === 'done' && (
        <SecretsNotice
          key={state.at}
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
