import { addUserAction } from '@/app/security/accounts/[id]/actions'
import { deleteAccountAction, updateAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { AccountFlash } from '@/components/accounts/account-flash'
import { AccountForm } from '@/components/accounts/account-form'
import { AccountMetadata } from '@/components/accounts/account-metadata'
import { ActiveSwitch } from '@/components/accounts/active-switch'
import { DeleteAccountLink } from '@/components/accounts/delete-account-link'
import { RecentChanges } from '@/components/activity/recent-changes'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { UsersCard } from '@/components/users/users-card'
import { getActiveAccount } from '@/lib/accounts/queries'
import { listRecentChanges } from '@/lib/activity-log/queries'
import { isMailOn } from '@/lib/mail/settings'
import { getPasswordPolicy } from '@/lib/organization/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { searchUsers } from '@/lib/users/queries'
import { searchUsersSchema } from '@/lib/users/query-schema'

type Props = PageProps<'/security/accounts/[id]'>

export const generateMetadata = consoleTitle(async ({ params }: Props) => {
  const { id } = await params
  return (await runQuery(getActiveAccount, { id })).name
}, AccountPage)

export default consolePage(AccountPage)

async function AccountPage({ params, searchParams }: Props) {
  const { id } = await params
  const query = await searchParams
  const search = searchUsersSchema.omit({ accountId: true }).parse(query)
  const [account, users, policy, changes, reader] = await Promise.all([
    runQuery(getActiveAccount, { id }),
    runQuery(searchUsers, { ...search, accountId: id }),
    runQuery(getPasswordPolicy),
    runQuery(listRecentChanges, { account: id }),
    currentReader(),
  ])
  const deletion = { account, action: deleteAccountAction }
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: account.name }]}>
      <PageHeading
        title={account.name}
        actions={
          <div className="max-md:hidden">
            <DeleteAccountLink {...deletion} reasonId="why-above" />
          </div>
        }
      >
        <AccountMetadata account={account} reader={reader} />
      </PageHeading>
      <AccountFlash query={query} name={account.name} />
      <Card title="Account" actions={<ActiveSwitch {...deletion} reasonId="why-above" />}>
        <AccountForm
          account={account}
          hasDuplicateName={account.hasDuplicateName}
          action={updateAccountAction}
        />
      </Card>
      <UsersCard
        account={account}
        page={users}
        q={search.q}
        adding={'add' in query}
        policy={policy}
        isMailOn={isMailOn()}
        action={addUserAction}
        reader={reader}
      />
      <RecentChanges
        entries={changes}
        reader={reader}
        links={[{ label: 'All activity of this account', href: paths.activityOf({ account: id }) }]}
      />
      <div className="md:hidden print:hidden">
        <Card title="Danger zone">
          <CardBody>
            <DeleteAccountLink {...deletion} reasonId="why-below" />
          </CardBody>
        </Card>
      </div>
    </Page>
  )
}
