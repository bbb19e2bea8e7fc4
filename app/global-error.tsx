'use client'

import { inter } from '@/app/fonts'
import '@/app/globals.css'
import RootError from '@/app/error'
import type { CaughtErrorProps } from '@/components/ui/caught-error'
import { ERROR_TITLE } from '@/components/ui/error-details'

export default function GlobalError({ error }: CaughtErrorProps) {
  return (
    <html lang="en" className={inter.variable}>
      <head>
        <title>{`${ERROR_TITLE} · Accounts Console`}</title>
      </head>
      <body>
        <RootError error={error} />
      </body>
    </html>
  )
}
