import { standaloneTitle } from '@/app/guarded-page'
import { changeOwnPasswordAction } from '@/app/profile/actions'
import { SessionsCard } from '@/app/profile/sessions-card'
import { UserSecretCard } from '@/app/profile/user-secret-card'
import { consolePage } from '@/app/security/console-page'
import { Page, PageHeading } from '@/components/shell/page'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { secretCreated } from '@/components/users/secret-created'
import { allows } from '@/lib/auth/permissions'
import { displayEmail } from '@/lib/display-email'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { getOwnSecret, listOwnSessions } from '@/lib/sessions/queries'
import { requireSignedIn, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('Profile', ProfilePage)

export default consolePage(ProfilePage)

type Props = PageProps<'/profile'>

async function ProfilePage({ searchParams }: Props) {
  const query = await searchParams
  const [sessions, secret, policy, actor, reader] = await Promise.all([
    runQuery(listOwnSessions),
    runQuery(getOwnSecret),
    runQuery(getPasswordPolicy),
    requireSignedIn(),
    currentReader(),
  ])
  const { firstName, lastName, email, organizationName } = actor
  return (
    <Page crumbs={[{ label: 'Profile' }]}>
      <PageHeading
        title="Profile"
        actions={
          <SignOutForm>
            <Button type="submit">Sign out</Button>
          </SignOutForm>
        }
      >
        {`${firstName} ${lastName}, ${displayEmail(email)}, ${organizationName}`}
      </PageHeading>
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
      <SessionsCard {...sessions} reader={reader} />
      <UserSecretCard
        created={secretCreated(secret, reader)}
        confirming={confirmingIn(query)}
        isAdministrator={allows(actor, 'accounts:read')}
      />
    </Page>
  )
}

function confirmingIn({ reset, withdraw }: Awaited<Props['searchParams']>) {
  if (reset === 'user') return 'reset'
  return withdraw === 'user' ? 'withdraw' : undefined
}
