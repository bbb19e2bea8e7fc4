'use client'

import { inter } from '@/app/fonts'
import '@/app/globals.css'
import RootError from '@/app/error'

export default function GlobalError(props: { error: Error & { digest?: string }; reset(): void }) {
  return (
    <html lang="en" className={inter.variable}>
      <head>
        <title>Error · Accounts Console</title>
      </head>
      <body>
        <RootError {...props} />
      </body>
    </html>
  )
}
