import type { ComponentProps } from 'react'
import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import {
  changeOwnPasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  resetOwnSecretAction,
  withdrawOwnSecretAction,
} from '@/app/profile/actions'
import { PasskeysCard } from '@/app/profile/passkeys-card'
import { EndSessionForm } from '@/components/sessions/end-session-form'
import { EndSessionsForm } from '@/components/sessions/end-sessions-form'
import { SessionTable } from '@/components/sessions/session-table'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { StandalonePage } from '@/components/shell/standalone-page'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { secretCreated } from '@/components/users/secret-created'
import { SecretForm } from '@/components/users/secret-form'
import { allows } from '@/lib/auth/permissions'
import { displayEmail } from '@/lib/display-email'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import { MAX_SESSIONS } from '@/lib/sessions/policy'
import { getOwnSecret, listOwnSessions } from '@/lib/sessions/queries'
import type { OwnSessions } from '@/lib/sessions/view'
import { requireSignedIn, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('Profile', ProfilePage)

export default standalonePage(ProfilePage)

type Props = PageProps<'/profile'>

async function ProfilePage({ searchParams }: Props) {
  const query = await searchParams
  const [{ sessions, idleMinutes }, secret, policy, actor, reader] = await Promise.all([
    runQuery(listOwnSessions),
    runQuery(getOwnSecret),
    runQuery(getPasswordPolicy),
    requireSignedIn(),
    currentReader(),
  ])
  const { firstName, lastName, email, organizationName } = actor
  const isAdministrator = allows(actor, 'accounts:read')
  return (
    <StandalonePage
      userId={actor.userId}
      title="Profile"
      intro={`${firstName} ${lastName}, ${displayEmail(email)}, ${organizationName}`}
      actions={<Actions isAdministrator={isAdministrator} />}
    >
      <Card title="Password">
        <CardBody>
          <NewPasswordForm
            action={changeOwnPasswordAction}
            email={email}
            policy={policy}
            hasSecret={secret !== null}
          />
        </CardBody>
      </Card>
      <PasskeysCard query={query} reader={reader} />
      <SessionsCard sessions={sessions} idleMinutes={idleMinutes} reader={reader} />
      <UserSecret
        created={secretCreated(secret, reader)}
        confirming={confirmingFor('user', query)}
        isAdministrator={isAdministrator}
      />
    </StandalonePage>
  )
}

function SessionsCard({ sessions, idleMinutes, reader }: OwnSessions & { reader: Reader }) {
  const limits = `A session ends after 12 hours, or after ${idleMinutes} minutes without activity. You can have ${MAX_SESSIONS} sessions: another sign-in ends the oldest.`
  return (
    <Card title="Sessions" aside={sessions.length}>
      <EndSessionForm action={endSessionAction}>
        <SessionTable sessions={sessions} reader={reader} />
      </EndSessionForm>
      <CardBody>
        <div className="grid gap-3">
          <EndSessionsForm action={endOtherSessionsAction} others={sessions.length - 1} />
          <p className="text-help text-text-2">{limits}</p>
        </div>
      </CardBody>
    </Card>
  )
}

type UserSecretProps = Pick<ComponentProps<typeof SecretForm>, 'created' | 'confirming'> & {
  isAdministrator: boolean
}

function UserSecret({ isAdministrator, ...secret }: UserSecretProps) {
  return (
    <Card title="User Secret" id="user-secret">
      <SecretForm
        {...secret}
        resetAction={resetOwnSecretAction}
        withdrawAction={withdrawOwnSecretAction}
        hidden={{}}
        label="User Secret"
        consequence="Every script and integration that uses your secret stops working now."
        href={`${paths.profile}#user-secret`}
        confirmHref={{
          reset: `${paths.profile}?reset=user#user-secret`,
          withdraw: `${paths.profile}?withdraw=user#user-secret`,
        }}
        help="Your scripts need it, together with the Organization Secret, to call the API. It is shown only once. A new secret replaces the old one immediately."
      />
      {isAdministrator && (
        <CardBody>
          <ButtonLink href={paths.organizationSecret}>Organization Secret in Settings</ButtonLink>
        </CardBody>
      )}
    </Card>
  )
}

function confirmingFor(owner: string, { reset, withdraw }: Awaited<Props['searchParams']>) {
  if (reset === owner) return 'reset'
  return withdraw === owner ? 'withdraw' : undefined
}

function Actions({ isAdministrator }: { isAdministrator: boolean }) {
  return (
    <>
      {isAdministrator && <ButtonLink href={paths.home}>Back to console</ButtonLink>}
      <SignOutForm>
        <Button type="submit">Sign out</Button>
      </SignOutForm>
    </>
  )
}
