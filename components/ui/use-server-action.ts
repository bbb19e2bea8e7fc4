'use client'

import { startTransition, useActionState, useRef } from 'react'
import { type FormState, idle } from '@/lib/form-state'

export type FormAction<T> = (state: FormState, data: FormData) => Promise<FormState<T>>

/** The latest answer, and how many have arrived since the page was loaded. */
export type Answer<T = unknown> = { state: FormState<T>; attempt: number }

/** A server action for `<form action>`, and a way to call it that survives a lost connection. */
export function useServerAction<T>(action: FormAction<T>) {
  // React submits through this one without JavaScript and before hydration.
  const [served, formAction] = useActionState<FormState<T>, FormData>(action, idle)
  const sending = useRef(false)
  const call = async ({ attempt }: Answer<T>, data: FormData): Promise<Answer<T>> => {
    const state = await action(served, data)
      .catch(connectionLost)
      .finally(() => {
        sending.current = false
      })
    return { state, attempt: attempt + 1 }
  }
  const [{ state, attempt }, dispatch, pending] = useActionState<Answer<T>, FormData>(call, {
    state: served,
    attempt: 0,
  })
  const send = (data: FormData) => {
    // Two submits in one task see the same render, so `pending` cannot stop the second.
    if (sending.current) return
    sending.current = true
    startTransition(() => dispatch(data))
  }
  return { state, attempt, pending, formAction, send }
}

// React would replace the form with the error page. A failed fetch is a TypeError; redirects and
// bugs must reach React.
function connectionLost(error: unknown): FormState<never> {
  if (!(error instanceof TypeError)) throw error
  return {
    status: 'failed',
    message: "Couldn't save because the server can't be reached. Your changes are still here.",
    errors: {},
    submittedValues: {},
    signedOut: false,
  }
}
