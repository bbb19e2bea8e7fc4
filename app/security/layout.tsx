import { ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { chooseTheme } from '@/app/actions'
import { standaloneError } from '@/app/guarded-page'
import { NoAccess } from '@/app/no-access'
import { SelectionProvider } from '@/components/accounts/selection'
import { AppShell } from '@/components/shell/app-shell'
import { PersonMenu } from '@/components/shell/person-menu'
import { SessionBoundary } from '@/components/shell/session-boundary'
import { displayEmail } from '@/lib/display-email'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'
import { currentTheme } from '@/lib/transport/request'
import { setStatus } from '@/lib/transport/status'

const section = {
  label: 'Security',
  href: paths.accounts,
  icon: <ShieldCheck size={18} />,
  tabs: [
    { label: 'Accounts', href: paths.accounts },
    { label: 'Settings', href: paths.settings },
  ],
}

export default async function SecurityLayout({ children }: { children: ReactNode }) {
  const result = await requireAdministrator().catch((error: unknown) =>
    withoutActor(error, children),
  )
  if ('content' in result) return result.content
  const actor = result
  const { organizationName, firstName, lastName, email } = actor
  const menu = (
    <PersonMenu
      firstName={firstName}
      lastName={lastName}
      email={displayEmail(email)}
      theme={await currentTheme()}
      chooseTheme={chooseTheme}
    />
  )
  return (
    <Shell userId={actor.userId} organizationName={organizationName} menu={menu}>
      {children}
    </Shell>
  )
}

type ShellProps = {
  userId?: number
  organizationName?: string
  menu?: ReactNode
  children: ReactNode
}

function Shell({ userId, organizationName = '', menu, children }: ShellProps) {
  return (
    <SessionBoundary userId={userId}>
      <SelectionProvider>
        <AppShell organizationName={organizationName} section={section} menu={menu}>
          {children}
        </AppShell>
      </SelectionProvider>
    </SessionBoundary>
  )
}

async function withoutActor(error: unknown, page: ReactNode): Promise<{ content: ReactNode }> {
  // Nobody knows whose page it is, and the page itself says that the database isn't responding.
  if (error instanceof AppError && error.code === 'unavailable') {
    return { content: <Shell>{page}</Shell> }
  }
  if (!(error instanceof AppError) || error.code !== 'forbidden') return standaloneError(error)
  setStatus(403)
  return { content: <NoAccess /> }
}
