import { returnToList } from '@/app/security/accounts/return-to-list'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { importAccountsAction } from '@/app/security/jobs/actions'
import { ColumnsHelp } from '@/components/jobs/columns-help'
import { JobList } from '@/components/jobs/job-list'
import { UploadForm } from '@/components/jobs/upload-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { importColumns, requiredColumns } from '@/lib/imports/schema'
import { listJobs } from '@/lib/jobs/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

const kind = 'accounts.import'
const notes = [
  'Accounts without an external ID get one. A row with the external ID of another active account is rejected.',
]

export const generateMetadata = consoleTitle('Import accounts', ImportAccountsPage)

export default consolePage(ImportAccountsPage)

async function ImportAccountsPage({ searchParams }: PageProps<'/security/accounts/import'>) {
  const { list } = await searchParams
  const [jobs, reader] = await Promise.all([runQuery(listJobs), currentReader()])
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
      <Card title="Latest jobs" id="jobs">
        <JobList jobs={jobs} reader={reader} />
      </Card>
    </Page>
  )
}
