import {
  createUserLinkAction,
  deleteUserAction,
  endUserLinksAction,
  resetUserPasswordAction,
  resetUserSecretAction,
  setUserActiveAction,
  updateUserAction,
  withdrawUserSecretAction,
} from '@/app/security/accounts/[id]/actions'
import { AccessCard } from '@/app/security/accounts/[id]/users/[userId]/access-card'
import { readUserDetails } from '@/app/security/accounts/[id]/users/[userId]/read-user'
import { SecondFactorCard } from '@/app/security/accounts/[id]/users/[userId]/second-factor-card'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { RecentChanges } from '@/components/activity/recent-changes'
import { toLinkTexts } from '@/components/links/link-texts'
import { UserLinkForm } from '@/components/links/user-link-form'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { RecordForms } from '@/components/ui/record-forms'
import { DeleteUserLink } from '@/components/users/delete-user-link'
import { FailedMailNotice } from '@/components/users/failed-mail-notice'
import { ResetPasswordForm } from '@/components/users/reset-password-form'
import { secretCreated } from '@/components/users/secret-created'
import { SecretForm } from '@/components/users/secret-form'
import { UserActiveForm } from '@/components/users/user-active-form'
import { UserForm } from '@/components/users/user-form'
import { UserMetadata } from '@/components/users/user-metadata'
import { listRecentChanges } from '@/lib/activity-log/queries'
import type { ActivityEntry } from '@/lib/activity-log/view'
import { isMailOn } from '@/lib/mail/settings'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { whyNotRemovable, whyOrgAdminFixed } from '@/lib/users/policy'
import {
  fullName,
  type OpenLink,
  type UserRecord,
  type UserView,
  type WithCredentials,
  type WithPassword,
} from '@/lib/users/view'

type Props = PageProps<'/security/accounts/[id]/users/[userId]'>

export const generateMetadata = consoleTitle(
  async ({ params }: Props) => fullName((await readUserDetails(await params)).user),
  UserPage,
)

export default consolePage(UserPage)

async function UserPage({ params, searchParams }: Props) {
  const [query, reader] = await Promise.all([searchParams, currentReader()])
  const { crumbs, ...details } = await readUserDetails(await params)
  const { user, adminContext, facts, failedMail } = details
  const changes = await runQuery(listRecentChanges, { user: user.id })
  const { defaultAccount } = user.account
  const blocked = whyNotRemovable(user, adminContext)
  const isSelf = user.id === adminContext.actorId
  return (
    <RecordForms key={user.id}>
      <Page crumbs={[...crumbs, { label: fullName(user) }]}>
        <PageHeading
          title={fullName(user)}
          actions={
            <>
              <UserActiveForm user={user} action={setUserActiveAction} blocked={blocked} />
              <DeleteUserLink
                user={user}
                action={deleteUserAction}
                blocked={blocked !== undefined}
              />
              {blocked && (
                <p id="removal-reason" className="w-full text-help text-text-2 md:text-end">
                  {blocked}
                </p>
              )}
            </>
          }
        >
          <UserMetadata user={user} reader={reader} />
        </PageHeading>
        {failedMail && <FailedMailNotice mail={failedMail} reader={reader} />}
        <Card title="User">
          <UserForm
            user={user}
            defaultAccount={defaultAccount}
            action={updateUserAction}
            orgAdminBlocked={whyOrgAdminFixed(user, defaultAccount, adminContext)?.message}
            own={isSelf}
          />
        </Card>
        <AccessCard {...details} own={isSelf} reader={reader} />
        <PasswordCard {...details} policy={details.passwordPolicy} own={isSelf} reader={reader} />
        <SecondFactorCard user={user} facts={facts} isSelf={isSelf} />
        <UserSecret user={user} query={query} reader={reader} />
        <UserChanges user={user} entries={changes} reader={reader} />
      </Page>
    </RecordForms>
  )
}

type PasswordCardProps = {
  user: UserRecord & WithPassword
  link: OpenLink | undefined
  policy: PasswordPolicy
  own: boolean
  reader: Reader
}

function PasswordCard({ user, link, policy, own, reader }: PasswordCardProps) {
  if (own) {
    return (
      <Card title="Password">
        <CardBody>
          <ButtonLink href={paths.profile}>Change your password</ButtonLink>
        </CardBody>
      </Card>
    )
  }
  return (
    <Card title="Password">
      {user.active && (
        <UserLinkForm
          user={user}
          link={link && toLinkTexts(link, reader)}
          isMailOn={isMailOn()}
          createAction={createUserLinkAction}
          endAction={endUserLinksAction}
        />
      )}
      <ResetPasswordForm user={user} policy={policy} action={resetUserPasswordAction} />
    </Card>
  )
}

type UserSecretProps = {
  user: UserView & WithCredentials
  query: Awaited<Props['searchParams']>
  reader: Reader
}

function UserSecret({ user, query, reader }: UserSecretProps) {
  const secret = user.hasSecret ? { createdAt: user.secretCreatedAt } : null
  if (!user.active) {
    return (
      <Card title="User Secret" id="secret">
        <CardBody>
          <p className="text-text-2">A deactivated user can't have a User Secret.</p>
        </CardBody>
      </Card>
    )
  }
  const withdrawing = 'withdraw' in query ? 'withdraw' : undefined
  return (
    <Card title="User Secret" id="secret">
      <SecretForm
        resetAction={resetUserSecretAction}
        withdrawAction={withdrawUserSecretAction}
        hidden={{ id: user.id }}
        label="User Secret"
        created={secretCreated(secret, reader)}
        help="This user's scripts call the API with it. A new secret is shown once and replaces the old one immediately."
        consequence={`Every script and integration that uses the secret of ${fullName(user)} stops working now.`}
        href={`${paths.user(user)}#secret`}
        confirmHref={{
          reset: `${paths.user(user)}?reset#secret`,
          withdraw: `${paths.user(user)}?withdraw#secret`,
        }}
        confirming={'reset' in query ? 'reset' : withdrawing}
      />
    </Card>
  )
}

type ChangesProps = { user: UserRecord; entries: ActivityEntry[]; reader: Reader }

function UserChanges({ user: { id }, entries, reader }: ChangesProps) {
  const links = [
    { label: 'All changes to this user', href: paths.activityOf({ user: String(id) }) },
    { label: 'Everything this user did', href: paths.activityOf({ person: String(id) }) },
  ]
  return <RecentChanges entries={entries} reader={reader} links={links} />
}
