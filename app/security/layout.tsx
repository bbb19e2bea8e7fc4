import type { ReactNode } from 'react'
import { ConsoleLayout, security } from '@/app/console-layout'
import { SelectionProvider } from '@/components/ui/selection'
import { MAX_SELECTED } from '@/lib/accounts/policy'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'

// Each list names itself, and where its selection is counted.
const countPaths = { accounts: paths.selection, users: paths.selectedUsers }

export default function SecurityLayout({ children }: { children: ReactNode }) {
  return (
    <ConsoleLayout section={security} requirePerson={requireAdministrator}>
      <SelectionProvider max={MAX_SELECTED} countPaths={countPaths}>
        {children}
      </SelectionProvider>
    </ConsoleLayout>
  )
}
