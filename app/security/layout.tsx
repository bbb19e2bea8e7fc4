import type { ReactNode } from 'react'
import { chooseTheme } from '@/app/actions'
import { NoAccess } from '@/app/no-access'
import { AppShell } from '@/components/shell/app-shell'
import { PersonMenu } from '@/components/shell/person-menu'
import { AppError } from '@/lib/errors'
import { requireAdministrator } from '@/lib/transport/page'
import { currentTheme } from '@/lib/transport/request'
import { setStatus } from '@/lib/transport/status'

export default async function SecurityLayout({ children }: { children: ReactNode }) {
  const actor = await requireAdministrator().catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'forbidden') return null
    throw error
  })
  if (!actor) {
    setStatus(403)
    return <NoAccess />
  }
  const { organizationName, firstName, lastName, email } = actor
  const menu = (
    <PersonMenu
      firstName={firstName}
      lastName={lastName}
      email={email}
      theme={await currentTheme()}
      chooseTheme={chooseTheme}
    />
  )
  return (
    <AppShell organizationName={organizationName} menu={menu}>
      {children}
    </AppShell>
  )
}
