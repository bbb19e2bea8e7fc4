'use client'

import type { FactorTexts } from '@/components/second-factor/factor-texts'
import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import { resetSecondFactorSchema } from '@/lib/second-factor/schema'

type Props = {
  user: { id: number }
  factor: FactorTexts | null
  hasPasskeys: boolean
  /** For the person's own page, which leads to their profile instead. */
  isSelf: boolean
  action: FormAction<unknown>
}

/** Whether a user has a second factor, and a way to reset it. */
export function ResetSecondFactorForm({ user, factor, hasPasskeys, isSelf, action }: Props) {
  const form = useActionForm({ action, schema: resetSecondFactorSchema, hidden: { id: user.id } })
  return (
    <div className="grid gap-4 p-4 md:p-6">
      {form.state.status === 'done' && (
        <Notice key={form.responseCount} tone="ok" ref={focus}>
          <p dir="auto">{form.state.message}</p>
        </Notice>
      )}
      {factor ? (
        <p>
          <span>Authenticator app, on since </span>
          <Time {...factor.since} />
          <span>{`. ${factor.recoveryCodes} left.`}</span>
        </p>
      ) : (
        <p className="text-text-2">
          {hasPasskeys
            ? 'No authenticator app, but passkeys.'
            : 'None. A password alone is enough to sign in.'}
        </p>
      )}
      {(factor || hasPasskeys) && !isSelf && (
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
      )}
    </div>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
