'use client'

import { inter } from '@/app/fonts'
import '@/app/globals.css'
import RootError from '@/app/error'
import type { CaughtErrorProps } from '@/components/ui/caught-error'
import { ERROR_TITLE } from '@/components/ui/error-message'

export default function GlobalError({ error }: CaughtErrorProps) {
  // Of the document that is being replaced.
  const { theme, requestId } = globalThis.document?.documentElement.dataset ?? {}
  return (
    <html lang="en" className={inter.variable} data-theme={theme} data-request-id={requestId}>
      <head>
        <title>{`${ERROR_TITLE} · Accounts Console`}</title>
      </head>
      <body>
        <RootError error={error} />
      </body>
    </html>
  )
}
