import type { ReactNode } from 'react'
import { paths } from '@/lib/paths'

/** No server action: the browser loads a new document, so nothing of the session stays in memory. */
export function SignOutForm({ children }: { children: ReactNode }) {
  return (
    <form action={paths.confirmSignOut} method="post">
      {children}
    </form>
  )
}
