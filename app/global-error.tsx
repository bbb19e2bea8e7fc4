'use client'

import { inter } from '@/app/fonts'
import '@/app/globals.css'
import RootError from '@/app/error'
import type { ServerErrorProps } from '@/components/ui/server-error'

export default function GlobalError(props: ServerErrorProps) {
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
