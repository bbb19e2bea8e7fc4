'use client'

import { Button } from '@/components/ui/button'
import { FormFrame } from '@/components/ui/form-frame'
import { Notice } from '@/components/ui/notice'
import { Time } from '@/components/ui/time'
import { useActionForm } from '@/components/ui/use-action-form'
import type { FormAction } from '@/components/ui/use-server-action'
import type { LockOutTexts } from '@/components/users/lock-out-texts'
import { unlockUserSchema } from '@/lib/users/schema'

type Props = {
  user: { id: number }
  /** Undefined for a user who can sign in. */
  lockOut: LockOutTexts | undefined
  action: FormAction<unknown>
}

/** Who is locked out, since when and from where, with a button that lets them sign in again. */
export function LockOutNotice({ user, lockOut, action }: Props) {
  const form = useActionForm({ action, schema: unlockUserSchema, hidden: { id: user.id } })
  if (!lockOut) {
    const { state } = form
    if (state.status !== 'done') return null
    return (
      <Notice tone="ok" ref={focus}>
        <p>{state.message}</p>
      </Notice>
    )
  }
  return (
    <Notice tone="warn">
      <FormFrame form={form} label="Unlock user" className="grid gap-3">
        <div>
          <p className="font-medium">{lockOut.title}</p>
          <p>
            <span>{`${lockOut.attempts} in a row`}</span>
            {lockOut.since && (
              <>
                <span>{' since '}</span>
                <Time {...lockOut.since} />
              </>
            )}
            {lockOut.networks && <span>{` from ${lockOut.networks}`}</span>}
            <span>.</span>
          </p>
          {lockOut.until ? (
            <p>
              <span>Sign-in from there is possible again at </span>
              <Time {...lockOut.until} />
              <span>.</span>
            </p>
          ) : (
            <p>Only a browser in which this user signed in before still accepts the password.</p>
          )}
        </div>
        <div>
          <Button type="submit" busy={form.pending}>
            Unlock
          </Button>
        </div>
      </FormFrame>
    </Notice>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
