import { returnToList } from '@/app/security/accounts/return-to-list'
import { saveViewAction } from '@/app/security/accounts/views/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { describeView } from '@/components/accounts/describe-view'
import { SaveViewForm } from '@/components/accounts/view-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('Save a view', NewViewPage)

export default consolePage(NewViewPage)

async function NewViewPage({ searchParams }: PageProps<'/security/accounts/views/new'>) {
  await requireAdministrator()
  const { list } = await searchParams
  const query = typeof list === 'string' ? list : ''
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Save a view' }]}>
      <PageHeading title="Save a view">
        <span dir="auto">{describeView(query)}</span>
      </PageHeading>
      <Card title="View">
        <CardBody>
          <SaveViewForm list={query} action={saveViewAction} cancelHref={returnToList(query)} />
        </CardBody>
      </Card>
    </Page>
  )
}
