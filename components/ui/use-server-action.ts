'use client'

import { useActionState, useRef, useState, useTransition } from 'react'
import { type FormState, idle, typedValues } from '@/lib/form-state'

export type FormAction<T> = (state: FormState, data: FormData) => Promise<FormState<T>>

/**
 * The state of an action: answered through React before hydration, by a call of our own after
 * it, because only a call can be caught when the network is gone.
 */
export function useServerAction<T>(action: FormAction<T>) {
  const [served, dispatch] = useActionState<FormState<T>, FormData>(action, idle)
  const [called, setCalled] = useState<FormState<T>>(idle)
  const [pending, startTransition] = useTransition()
  const busy = useRef(false)
  const state = called.status === 'idle' ? served : called
  const send = (data: FormData) => {
    if (busy.current) return
    busy.current = true
    startTransition(async () => {
      const answer = await action(state, data)
        .catch((error: unknown) => withoutNetwork(error, state.at, data))
        .finally(() => {
          busy.current = false
        })
      startTransition(() => setCalled(answer))
    })
  }
  return { state, served: called.status === 'idle', dispatch, send, pending }
}

// What a browser's fetch rejects with; everything else is for the error page.
function withoutNetwork(error: unknown, at: number, data: FormData): FormState<never> {
  if (!(error instanceof TypeError)) throw error
  return {
    status: 'failed',
    at: at + 1,
    errors: {},
    current: {},
    version: 0,
    signedOut: false,
    message: "Couldn't save: the server cannot be reached. Your changes are still here.",
    values: typedValues(data),
  }
}
