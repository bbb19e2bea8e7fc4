import {
  endUserSessionAction,
  endUserSessionsAction,
  unlinkIdentityAction,
  unlockUserAction,
} from '@/app/security/accounts/[id]/actions'
import { AccessFacts } from '@/components/access/access-facts'
import { AttemptTable } from '@/components/access/attempt-table'
import { UnlockForm } from '@/components/access/unlock-form'
import { Verdict } from '@/components/access/verdict'
import { IdentityTable } from '@/components/providers/identity-table'
import { UnlinkForm } from '@/components/providers/unlink-form'
import { EndSessionForm } from '@/components/sessions/end-session-form'
import { SessionTable } from '@/components/sessions/session-table'
import { SignOutEverywhereForm } from '@/components/sessions/sign-out-everywhere-form'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import type { UserDetails } from '@/lib/access/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = Pick<UserDetails, 'user' | 'facts' | 'attempts' | 'sessions' | 'identities'> & {
  own: boolean
  reader: Reader
}

/** Whether a user can sign in, why, from where they did, and where they are signed in. */
export function AccessCard(props: Props) {
  const { user, facts, attempts, identities, reader } = props
  return (
    <Card title="Access" id="access">
      <CardBody>
        <div className="grid gap-4">
          <Verdict facts={facts} reader={reader} />
          <UnlockForm user={user} isLocked={user.signInBlocked} action={unlockUserAction} />
          <AccessFacts user={user} facts={facts} reader={reader} />
        </div>
      </CardBody>
      <Heading>Last sign-ins</Heading>
      {attempts.length > 0 ? (
        <AttemptTable attempts={attempts} reader={reader} />
      ) : (
        <p className="px-4 pb-4 text-text-2 md:px-6">Nobody has tried to sign in as this user.</p>
      )}
      <UnlinkForm user={user} action={unlinkIdentityAction}>
        {identities.length > 0 && (
          <>
            <Heading>Identity providers</Heading>
            <IdentityTable identities={identities} reader={reader} />
          </>
        )}
      </UnlinkForm>
      <Heading>Sessions</Heading>
      <Sessions {...props} />
    </Card>
  )
}

function Heading({ children }: { children: string }) {
  return <h3 className="border-border border-t px-4 pt-4 pb-2 font-medium md:px-6">{children}</h3>
}

function Sessions({ user, sessions, own, reader }: Props) {
  if (own) {
    return (
      <CardBody>
        <ButtonLink href={paths.profile}>Manage your sessions</ButtonLink>
      </CardBody>
    )
  }
  return (
    <>
      <EndSessionForm action={endUserSessionAction} user={user}>
        {sessions.length > 0 ? (
          <SessionTable sessions={sessions} reader={reader} />
        ) : (
          <p className="px-4 text-text-2 md:px-6">Not signed in anywhere.</p>
        )}
      </EndSessionForm>
      <CardBody>
        <SignOutEverywhereForm
          user={user}
          sessions={sessions.length}
          action={endUserSessionsAction}
        />
      </CardBody>
    </>
  )
}
