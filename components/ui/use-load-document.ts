'use client'

import { useEffect } from 'react'
import type { FormState } from '@/lib/form-state'

/** Replaces the document, and with it everything in its memory, once the action has succeeded. */
export function useLoadDocument(state: FormState<{ location: string }>) {
  const location = state.status === 'done' ? state.result.location : undefined
  useEffect(() => {
    if (location) window.location.replace(location)
  }, [location])
}
