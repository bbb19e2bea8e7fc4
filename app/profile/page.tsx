import {
  OwnAuthenticator,
  readOwnAuthenticator,
} from '@/app/(sign-in)/second-factor/own-authenticator'
import { chooseSingleKeys } from '@/app/actions'
import { standaloneTitle } from '@/app/guarded-page'
import {
  cancelEmailChangeAction,
  changeOwnEmailAction,
  changeOwnPasswordAction,
  updateOwnNameAction,
} from '@/app/profile/actions'
import { PasskeysCard } from '@/app/profile/passkeys-card'
import { SessionsCard } from '@/app/profile/sessions-card'
import { UserSecretCard } from '@/app/profile/user-secret-card'
import { consolePage } from '@/app/security/console-page'
import { EmailForm } from '@/components/profile/email-form'
import { NameForm } from '@/components/profile/name-form'
import { PendingEmail } from '@/components/profile/pending-email'
import { Page, PageHeading } from '@/components/shell/page'
import { ShortcutList } from '@/components/shell/shortcut-list'
import { SignOutForm } from '@/components/shell/sign-out-form'
import { SingleKeysForm } from '@/components/shell/single-keys-form'
import { NewPasswordForm } from '@/components/sign-in/new-password-form'
import { Button } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { formatTime } from '@/components/ui/format'
import { RecordForms } from '@/components/ui/record-forms'
import { shortcuts } from '@/components/ui/shortcuts'
import { toTimeProps } from '@/components/ui/time'
import { findSecretChange } from '@/components/users/secret-change'
import { secretCreated } from '@/components/users/secret-created'
import { allows } from '@/lib/auth/permissions'
import { displayEmail } from '@/lib/display-email'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { listOwnPasskeys } from '@/lib/passkeys/queries'
import { getOwnProfile } from '@/lib/profile/queries'
import type { OwnProfile } from '@/lib/profile/view'
import type { Reader } from '@/lib/reader'
import { getOwnSecret, listOwnSessions } from '@/lib/sessions/queries'
import { requireSignedIn, runQuery } from '@/lib/transport/page'
import { currentReader, currentSingleKeys } from '@/lib/transport/request'

export const generateMetadata = standaloneTitle('Profile', ProfilePage)

export default consolePage(ProfilePage)

type Props = PageProps<'/profile'>

async function ProfilePage({ searchParams }: Props) {
  const query = await searchParams
  const [profile, passkeys, factor, sessions, secret, policy, actor, reader, singleKeys] =
    await Promise.all([
      runQuery(getOwnProfile),
      runQuery(listOwnPasskeys),
      readOwnAuthenticator(),
      runQuery(listOwnSessions),
      runQuery(getOwnSecret),
      runQuery(getPasswordPolicy),
      requireSignedIn(),
      currentReader(),
      currentSingleKeys(),
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
      <RecordForms>
        <Card title="Name">
          <NameForm profile={profile} action={updateOwnNameAction} />
        </Card>
        <Card title="Email" id="email">
          <PendingEmail pending={toPending(profile, reader)} action={cancelEmailChangeAction} />
          <EmailForm profile={profile} action={changeOwnEmailAction} />
        </Card>
      </RecordForms>
      <Card title="Password">
        <CardBody>
          <div className="max-w-xl">
            <NewPasswordForm
              action={changeOwnPasswordAction}
              email={email}
              policy={policy}
              hasSecret={secret !== null}
            />
          </div>
        </CardBody>
      </Card>
      <PasskeysCard own={passkeys} query={query} reader={reader} />
      <Card title="Authenticator app" id="authenticator">
        <OwnAuthenticator {...factor} reader={reader} />
      </Card>
      <SessionsCard {...sessions} reader={reader} />
      <Card title="Keyboard shortcuts" id="keyboard-shortcuts">
        <CardBody>
          <div className="grid gap-6">
            <ShortcutList shortcuts={Object.values(shortcuts)} />
            <SingleKeysForm singleKeys={singleKeys} chooseSingleKeys={chooseSingleKeys} />
          </div>
        </CardBody>
      </Card>
      <UserSecretCard
        created={secretCreated(secret, reader)}
        confirming={findSecretChange(query)}
        isAdministrator={allows(actor, 'accounts:read')}
      />
    </Page>
  )
}

function toPending({ pendingEmail }: OwnProfile, reader: Reader) {
  if (!pendingEmail) return undefined
  const { email, expiresAt } = pendingEmail
  return { email: displayEmail(email), expires: toTimeProps(expiresAt, reader, formatTime) }
}
