import { createAccountAction } from '@/app/security/accounts/actions'
import { returnToList } from '@/app/security/accounts/return-to-list'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { CreateAccountForm } from '@/components/accounts/create-account-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('Add Account', AddAccountPage)

export default consolePage(AddAccountPage)

async function AddAccountPage({ searchParams }: PageProps<'/security/accounts/new'>) {
  await requireAdministrator()
  const { list } = await searchParams
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Add Account' }]}>
      <PageHeading title="Add Account" />
      <Card title="Account">
        <CardBody>
          <CreateAccountForm action={createAccountAction} cancelHref={returnToList(list)} />
        </CardBody>
      </Card>
    </Page>
  )
}
