'use client'

import { type FormEvent, type ReactNode, useEffect } from 'react'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { useAnnounce } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'

type Props = {
  action: FormAction<unknown>
  /** Whose sessions they are, unless they are one's own. */
  user?: { id: number }
  children: ReactNode
}

/** One form for all sessions, because the row of a session disappears with it. */
export function EndSessionForm({ action, user, children }: Props) {
  const { state, responseCount, formAction, formKey, send, pending } = useServerAction(action)
  const announce = useAnnounce()
  useEffect(() => {
    if (responseCount > 0 && 'message' in state) announce(state.message)
  }, [state, responseCount, announce])
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { nativeEvent, currentTarget } = event
    const submitter = nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null
    send(new FormData(currentTarget, submitter))
  }
  return (
    <form action={formAction} onSubmit={onSubmit} aria-label="End a session" aria-busy={pending}>
      <FormKey value={formKey} />
      {user && <input type="hidden" name="id" value={user.id} />}
      <div key={responseCount} className="px-4 not-empty:py-4 md:px-6">
        {state.status === 'done' && (
          <Notice tone="ok" ref={focus}>
            <p>{state.message}</p>
          </Notice>
        )}
        {'errors' in state && <FormNotice state={state} kept="nothing" ref={focus} />}
        {'errors' in state && state.reauthentication && (
          // The session whose button was pressed before. The button of another one takes precedence.
          <input type="hidden" name="sessionId" value={state.submittedValues.sessionId} />
        )}
      </div>
      <div className={pending ? 'opacity-60' : undefined}>{children}</div>
    </form>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
