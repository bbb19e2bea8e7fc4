'use client'

import { useEffect } from 'react'
import { ERROR_TITLE, ErrorDetails } from '@/components/ui/error-details'

export type CaughtErrorProps = { error: unknown }

/** An error that an error boundary caught. Only those of the server have a digest, and are logged. */
export function CaughtError({ error }: CaughtErrorProps) {
  useEffect(() => {
    document.title = `${ERROR_TITLE} · Accounts Console`
  }, [])
  const reference = error instanceof Error && 'digest' in error ? String(error.digest) : undefined
  return (
    <ErrorDetails
      message="Something went wrong while showing this page. Try again in a moment."
      reference={reference}
    />
  )
}
