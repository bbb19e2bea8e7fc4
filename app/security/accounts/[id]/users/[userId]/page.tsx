import { updateUserAction } from '@/app/security/accounts/[id]/actions'
import { AccessCard } from '@/app/security/accounts/[id]/users/[userId]/access-card'
import { PasswordCard } from '@/app/security/accounts/[id]/users/[userId]/password-card'
import { readUserDetails } from '@/app/security/accounts/[id]/users/[userId]/read-user'
import { SecondFactorCard } from '@/app/security/accounts/[id]/users/[userId]/second-factor-card'
import { SecretCard } from '@/app/security/accounts/[id]/users/[userId]/secret-card'
import { UserHeading } from '@/app/security/accounts/[id]/users/[userId]/user-heading'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { RecentChanges } from '@/components/activity/recent-changes'
import { Page } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { RecordForms } from '@/components/ui/record-forms'
import { FailedMailNotice } from '@/components/users/failed-mail-notice'
import { findSecretChange } from '@/components/users/secret-change'
import { UserForm } from '@/components/users/user-form'
import { listRecentChanges } from '@/lib/activity-log/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { whyOrgAdminFixed } from '@/lib/users/policy'
import { fullName } from '@/lib/users/view'

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
  const isSelf = user.id === adminContext.actorId
  const { defaultAccount } = user.account
  return (
    <RecordForms key={user.id}>
      <Page crumbs={[...crumbs, { label: fullName(user) }]}>
        <UserHeading {...details} reader={reader} />
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
        <PasswordCard {...details} isSelf={isSelf} reader={reader} />
        <SecondFactorCard user={user} facts={facts} isSelf={isSelf} />
        <SecretCard user={user} confirming={findSecretChange(query)} reader={reader} />
        <RecentChanges entries={changes} reader={reader} links={activityLinks(user)} />
      </Page>
    </RecordForms>
  )
}

function activityLinks({ id }: { id: number }) {
  return [
    { label: 'All changes to this user', href: paths.activityOf({ user: String(id) }) },
    { label: 'Everything this user did', href: paths.activityOf({ person: String(id) }) },
  ]
}
