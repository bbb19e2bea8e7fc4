import { returnToList } from '@/app/security/accounts/return-to-list'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { importAccountsAction } from '@/app/security/jobs/actions'
import { ColumnsHelp } from '@/components/jobs/columns-help'
import { JobsLink } from '@/components/jobs/jobs-link'
import { UploadForm } from '@/components/jobs/upload-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { importColumns, requiredColumns } from '@/lib/imports/schema'
import { paths } from '@/lib/paths'
import { requireAdministrator } from '@/lib/transport/page'

const kind = 'accounts.import'
const notes = [
  'Accounts without an external ID get one. A row with the external ID of another active account is rejected.',
]

export const generateMetadata = consoleTitle('Import accounts', ImportAccountsPage)

export default consolePage(ImportAccountsPage)

async function ImportAccountsPage({ searchParams }: PageProps<'/security/accounts/import'>) {
  await requireAdministrator()
  const { list } = await searchParams
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Import accounts' }]}>
      <PageHeading title="Import accounts" />
      <Card title="File">
        <CardBody>
          <div className="grid gap-6">
            <ColumnsHelp
              columns={importColumns[kind]}
              required={requiredColumns[kind].flat()}
              notes={notes}
              templateHref={paths.importTemplate}
            />
            <UploadForm action={importAccountsAction} cancelHref={returnToList(list)} />
          </div>
        </CardBody>
      </Card>
      <JobsLink />
    </Page>
  )
}
