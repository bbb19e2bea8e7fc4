import type { ReactNode } from 'react'
import { ConsoleLayout, security } from '@/app/console-layout'
import { SelectionProvider } from '@/components/accounts/selection'
import { requireAdministrator } from '@/lib/transport/page'

export default function SecurityLayout({ children }: { children: ReactNode }) {
  return (
    <ConsoleLayout section={security} requirePerson={requireAdministrator}>
      <SelectionProvider>{children}</SelectionProvider>
    </ConsoleLayout>
  )
}
