'use client'

import type { ReactNode } from 'react'
import { deleteAllDrafts } from '@/components/ui/drafts'
import { paths } from '@/lib/paths'

/** No server action: the browser loads a new document, so nothing of the session stays in memory. */
export function SignOutForm({ children }: { children: ReactNode }) {
  return (
    <form action={paths.confirmSignOut} method="post" onSubmit={deleteAllDrafts}>
      {children}
    </form>
  )
}
