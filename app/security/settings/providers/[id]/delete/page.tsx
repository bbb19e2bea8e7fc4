import { consolePage, consoleTitle } from '@/app/security/console-page'
import { deleteProviderAction } from '@/app/security/settings/providers/actions'
import { DeleteProviderForm } from '@/components/providers/delete-provider-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import { getProvider } from '@/lib/providers/queries'
import { runQuery } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('Delete Identity Provider', DeleteProviderPage)

export default consolePage(DeleteProviderPage)

type Props = PageProps<'/security/settings/providers/[id]/delete'>

async function DeleteProviderPage({ params }: Props) {
  const { id, name } = await runQuery(getProvider, { id: (await params).id })
  const crumbs = [
    { label: 'Settings', href: paths.settings },
    { label: name, href: paths.provider(id) },
    { label: 'Delete' },
  ]
  return (
    <Page crumbs={crumbs}>
      <PageHeading title={`Delete ${name}?`} />
      <Card title="What will happen">
        <CardBody>
          <DeleteProviderForm id={id} action={deleteProviderAction} />
        </CardBody>
      </Card>
    </Page>
  )
}
