'use client'

import { type FormEvent, type ReactNode, useEffect } from 'react'
import { FormKey } from '@/components/ui/form-key'
import { FormNotice } from '@/components/ui/form-notice'
import { useAnnounce } from '@/components/ui/live-region'
import { Notice } from '@/components/ui/notice'
import { SavedBefore } from '@/components/ui/saved-before'
import { type FormAction, useServerAction } from '@/components/ui/use-server-action'

type Props = {
  action: FormAction<unknown>
  label: string
  /** The field by which the buttons of the rows name their record. */
  field: string
  hidden?: { [name: string]: string | number }
  children: ReactNode
}

/** One form for all rows of a table, because a row can disappear with what its button does. */
export function RowForm({ action, label, field, hidden = {}, children }: Props) {
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
    <form action={formAction} onSubmit={onSubmit} aria-label={label} aria-busy={pending}>
      <FormKey value={formKey} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div key={responseCount} className="px-4 not-empty:py-4 md:px-6">
        {state.status === 'done' && (
          <Notice tone="ok" ref={focus}>
            <p dir="auto">{state.message}</p>
          </Notice>
        )}
        {state.status === 'saved-before' && <SavedBefore state={state} ref={focus} />}
        {'errors' in state && <FormNotice state={state} kept="nothing" ref={focus} />}
        {'errors' in state && state.reauthentication && (
          // The row whose button was pressed before. The button of another one takes precedence.
          <input type="hidden" name={field} value={state.submittedValues[field]} />
        )}
      </div>
      <div className={pending ? 'opacity-60' : undefined}>{children}</div>
    </form>
  )
}

// The button that was pressed is gone.
const focus = (element: HTMLElement | null) => element?.focus()
