'use client'

import { useEffect, useRef } from 'react'
import type { FieldErrors } from 'react-hook-form'
import { useAnnounce } from '@/components/ui/live-region'

/** Returns a function that announces why a form was not sent, until the fields are corrected. */
export function useErrorAnnouncement(hasErrors: boolean): (errors: FieldErrors) => void {
  const announce = useAnnounce()
  const announced = useRef(false)
  useEffect(() => {
    if (hasErrors || !announced.current) return
    announced.current = false
    announce('')
  }, [hasErrors, announce])
  return (errors) => {
    const messages = Object.values(errors).map((error) => withoutPeriod(String(error?.message)))
    const fields = messages.length === 1 ? 'field' : 'fields'
    announced.current = true
    announce(`Check ${messages.length} ${fields}: ${messages.join('; ')}`)
  }
}

function withoutPeriod(message: string): string {
  return message.replace(/\.$/, '')
}
