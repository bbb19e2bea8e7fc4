import { ShieldCheck, UserRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { chooseSingleKeys, chooseTheme } from '@/app/actions'
import { standaloneError } from '@/app/guarded-page'
import { NoAccess } from '@/app/no-access'
import { SecondFactorNotice } from '@/components/second-factor/second-factor-notice'
import { AppShell } from '@/components/shell/app-shell'
import { PersonMenu } from '@/components/shell/person-menu'
import { SessionBoundary } from '@/components/shell/session-boundary'
import type { ShellSection } from '@/components/shell/shell-context'
import { formatTime } from '@/components/ui/format'
import { toTimeProps } from '@/components/ui/time'
import type { Actor } from '@/lib/auth/actor'
import { allows } from '@/lib/auth/permissions'
import { displayEmail } from '@/lib/display-email'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { currentReader, currentSingleKeys, currentTheme } from '@/lib/transport/request'
import { setStatus } from '@/lib/transport/status'

export const security: ShellSection = {
  label: 'Security',
  href: paths.accounts,
  icon: <ShieldCheck size={18} />,
  tabs: [
    { label: 'Accounts', href: paths.accounts },
    { label: 'Users', href: paths.users },
    { label: 'Roles', href: paths.roles },
    { label: 'Settings', href: paths.settings },
    { label: 'Activity', href: paths.activity },
  ],
}

const profile = { label: 'Profile', href: paths.profile, icon: <UserRound size={18} /> }

type Props = {
  section?: ShellSection
  /** Throws or redirects if the person of this request can't open the pages inside. */
  requirePerson: () => Promise<Actor>
  children: ReactNode
}

/** The frame around the pages of a person, with the entries that exist for them. */
export async function ConsoleLayout({ section, requirePerson, children }: Props) {
  const result = await requirePerson().catch(whyNotShown)
  if (result && 'content' in result) return result.content
  const entries = result && !allows(result, 'accounts:read') ? [profile] : [security]
  return (
    <SessionBoundary userId={result?.userId}>
      <AppShell
        organizationName={result?.organizationName ?? ''}
        entries={entries}
        section={section}
        isAdministrator={result && allows(result, 'accounts:read')}
        singleKeys={await currentSingleKeys()}
        chooseSingleKeys={chooseSingleKeys}
        menu={result && (await personMenu(result))}
        notice={await secondFactorNotice(result)}
      >
        {children}
      </AppShell>
    </SessionBoundary>
  )
}

async function personMenu({ firstName, lastName, email }: Actor) {
  return (
    <PersonMenu
      firstName={firstName}
      lastName={lastName}
      email={displayEmail(email)}
      theme={await currentTheme()}
      chooseTheme={chooseTheme}
    />
  )
}

async function secondFactorNotice(person: Actor | undefined) {
  const due = person?.secondFactorDueAt
  if (!due) return undefined
  return <SecondFactorNotice due={toTimeProps(due, await currentReader(), formatTime)} />
}

async function whyNotShown(error: unknown): Promise<{ content: ReactNode } | undefined> {
  // Nobody knows whose page it is, and the page itself says that the database isn't responding.
  if (error instanceof AppError && error.code === 'unavailable') return undefined
  if (!(error instanceof AppError) || error.code !== 'forbidden') return standaloneError(error)
  setStatus(403)
  return { content: <NoAccess /> }
}
