'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { resetSecondFactorSchema } from '@/lib/second-factor/schema'

type Props = {
  user: { id: number }
  /** An authenticator app or a passkey. */
  hasFactor: boolean
  action: FormAction<unknown>
}

export function ResetSecondFactorForm({ user, hasFactor, action }: Props) {
  const form = useActionForm({ action, schema: resetSecondFactorSchema, hidden: { id: user.id } })
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {form.state.status === 'done' && (
        <Notice key={form.responseCount} tone="ok" ref={focus}>
          <p dir="auto">{form.state.message}</p>
        </Notice>
      )}
      {hasFactor ? (
        <FormFrame form={form} label="Reset second factor">
          <p className="text-text-2">
            For someone who lost their phone and their recovery codes. Make sure that it is really
            them. It removes their passkeys too, they are signed out everywhere, and their password
            alone is enough again.
          </p>
          <div>
            <Button
              type="submit"
              variant="danger-outline"
              busy={form.pending}
              busyLabel="Resetting…"
            >
              Reset second factor
            </Button>
          </div>
        </FormFrame>
      ) : (
        <p className="text-text-2">This user has no second factor.</p>
      )}
    </div>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
