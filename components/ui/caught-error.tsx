'use client'

import { useEffect } from 'react'
import { ERROR_TITLE, ErrorMessage, TryAgain } from '@/components/ui/error-message'

export type CaughtErrorProps = { error: unknown }

/** An error that an error boundary caught, on the server or in the browser. */
export function CaughtError({ error }: CaughtErrorProps) {
  useEffect(keepTitle, [])
  return (
    <ErrorMessage
      message="Something went wrong while showing this page. Try again in a moment."
      requestId={referenceOf(error)}
      actions={<TryAgain />}
    />
  )
}

// Next sets the title of the page that failed, and may do so later.
function keepTitle(): () => void {
  const title = `${ERROR_TITLE} · Accounts Console`
  const set = () => {
    if (document.title !== title) document.title = title
  }
  const observer = new MutationObserver(set)
  set()
  observer.observe(document.head, { childList: true, characterData: true, subtree: true })
  return () => observer.disconnect()
}

// The server logs an error under its digest. One in the browser is known only by its document.
function referenceOf(error: unknown): string | undefined {
  if (error instanceof Error && 'digest' in error) return String(error.digest)
  return globalThis.document?.documentElement.dataset.requestId
}
