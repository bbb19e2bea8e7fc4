'use client'

import { startTransition, useActionState, useRef } from 'react'
import { useFormKey } from '@/components/ui/form-key'
import { receiveState } from '@/components/ui/receive-state'
import { sendEvent } from '@/components/ui/window-events'
import { type FormState, idle } from '@/lib/form-state'

export type FormAction<T> = (state: FormState, data: FormData) => Promise<FormState<T>>

/** The latest response, and how many have arrived since the page was loaded. */
export type Latest<T = unknown> = { state: FormState<T>; responseCount: number }

type Submissions<T> = Latest<T> & { savedCount: number }

type Options = {
  timeoutMs?: number
  /** Called with the message of the response, before the page shows what was saved. */
  onSaved?: ((message: string) => void) | undefined
}

/** A server action for `<form action>`, and a way to call it that keeps the form if it fails. */
export function useServerAction<T>(action: FormAction<T>, { timeoutMs, onSaved }: Options = {}) {
  // React submits through this one without JavaScript and before hydration.
  const [served, formAction] = useActionState<FormState<T>, FormData>(action, idle)
  const sending = useRef(false)
  const call = async (
    { responseCount, savedCount }: Submissions<T>,
    data: FormData,
  ): Promise<Submissions<T>> => {
    const state = await receiveState(action(idle, data), timeoutMs).finally(() => {
      sending.current = false
    })
    const isSaved = state.status === 'done' || state.status === 'saved-before'
    if (isSaved) onSaved?.(state.message)
    return { state, responseCount: responseCount + 1, savedCount: savedCount + Number(isSaved) }
  }
  const [{ state, responseCount, savedCount }, dispatch, pending] = useActionState<
    Submissions<T>,
    FormData
  >(call, { state: served, responseCount: 0, savedCount: 0 })
  const { formKey, restoreKey } = useFormKey(served, savedCount)
  const send = (data: FormData) => {
    // Two submits in one task see the same render, so `pending` cannot stop the second.
    if (sending.current) return
    sending.current = true
    startTransition(() => {
      sendEvent('form-start', null)
      dispatch(data)
    })
  }
  return { state, responseCount, pending, formAction, formKey, restoreKey, send }
}
