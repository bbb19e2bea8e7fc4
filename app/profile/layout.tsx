import type { ReactNode } from 'react'
import { ConsoleLayout } from '@/app/console-layout'
import { requireSignedIn } from '@/lib/transport/page'

export default function ProfileLayout({ children }: { children: ReactNode }) {
  return <ConsoleLayout requirePerson={requireSignedIn}>{children}</ConsoleLayout>
}
