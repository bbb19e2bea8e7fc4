import { standalonePage, standaloneTitle } from '@/app/guarded-page'
import {
  changeOwnPasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  resetOrganizationSecretAction,
  resetOwnSecretAction,
} from '@/app/profile/actions'
import { EndSessionForm } from '@/components/profile/end-session-form'
import { EndSessionsForm } from '@/components/profile/end-sessions-form'
import { SessionTable } from '@/components/profile/session-table'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { StandalonePage } from '@/components/shell/standalone-page'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button, ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { SecretForm } from '@/components/users/secret-form'
import { allows } from '@/lib/auth/permissions'
import { displayEmail } from '@/lib/display-email'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { paths } from '@/lib/paths'
import { MAX_SESSIONS } from '@/lib/sessions/policy'
import { listOwnSessions } from '@/lib/sessions/queries'
import { browserName } from '@/lib/transport/browser-name'
import { requireSignedIn, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('Profile', ProfilePage)

export default standalonePage(ProfilePage)

async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const { reset } = await searchParams
  const [{ sessions, idleMinutes }, policy, actor, reader] = await Promise.all([
    runQuery(listOwnSessions),
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
          <NewPasswordForm action={changeOwnPasswordAction} email={email} policy={policy} />
        </CardBody>
      </Card>
      <Card title="Sessions" aside={sessions.length}>
        <EndSessionForm action={endSessionAction}>
          <SessionTable
            sessions={sessions.map(({ userAgent, ...session }) => ({
              ...session,
              browser: browserName(userAgent),
            }))}
            reader={reader}
          />
        </EndSessionForm>
        <CardBody>
          <EndSessionsForm action={endOtherSessionsAction} others={sessions.length - 1} />
          <p className="text-help text-text-2">{describeLimits(idleMinutes)}</p>
        </CardBody>
      </Card>
      <Card title="User Secret" id="user-secret">
        <SecretForm
          action={resetOwnSecretAction}
          hidden={{}}
          label="User Secret"
          consequence="Every script and integration that uses your secret stops working now."
          href={`${paths.profile}#user-secret`}
          confirmHref={`${paths.profile}?reset=user#user-secret`}
          confirming={reset === 'user'}
          help="Your scripts need it, together with the Organization Secret, to call the API. It is shown only once. A new secret replaces the old one immediately."
        />
      </Card>
      {isAdministrator && (
        <OrganizationSecret name={organizationName} confirming={reset === 'organization'} />
      )}
    </StandalonePage>
  )
}

function describeLimits(idleMinutes: number): string {
  return `A session ends after 12 hours, or after ${idleMinutes} minutes without activity. You can have ${MAX_SESSIONS} sessions: another sign-in ends the oldest.`
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

function OrganizationSecret({ name, confirming }: { name: string; confirming: boolean }) {
  return (
    <Card title="Organization Secret" id="organization-secret">
      <SecretForm
        action={resetOrganizationSecretAction}
        hidden={{}}
        label="Organization Secret"
        consequence={`Every script and integration of ${name} stops working now, for everyone.`}
        href={`${paths.profile}#organization-secret`}
        confirmHref={`${paths.profile}?reset=organization#organization-secret`}
        confirming={confirming}
        help="Every script of the organization needs it to call the API. A new secret replaces the old one immediately, for all scripts."
      />
      <CardBody>
        <ButtonLink href={paths.apiDocs}>API documentation</ButtonLink>
      </CardBody>
    </Card>
  )
}
