import { deleteAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { DeleteAccountForm } from '@/components/accounts/delete-account-form'
import { deletionQuestion } from '@/components/accounts/deletion-dialog'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { getActiveAccount } from '@/lib/accounts/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('Delete Account', DeleteAccountPage)

export default consolePage(DeleteAccountPage)

async function DeleteAccountPage({ params }: PageProps<'/security/accounts/[id]/delete'>) {
  const account = await runQuery(getActiveAccount, await params)
  const href = paths.account(account.id)
  const reason = whyNotDeletable(account)
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: account.name, href },
    { label: 'Delete Account' },
  ]
  return (
    <Page crumbs={crumbs}>
      <PageHeading title={deletionQuestion(account)} />
      <Card title="What will happen">
        <CardBody>
          {reason ? (
            <div className="grid justify-items-start gap-4">
              <p>{reason}</p>
              <ButtonLink href={href}>Back to account</ButtonLink>
            </div>
          ) : (
            <DeleteAccountForm account={account} action={deleteAccountAction} cancelHref={href} />
          )}
        </CardBody>
      </Card>
    </Page>
  )
}
