import { consolePage, consoleTitle } from '@/app/security/console-page'
import { importUsersAction } from '@/app/security/jobs/actions'
import { ColumnsHelp } from '@/components/jobs/columns-help'
import { JobsLink } from '@/components/jobs/jobs-link'
import { UploadForm } from '@/components/jobs/upload-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { getActiveAccount } from '@/lib/accounts/queries'
import { importColumns, requiredColumns } from '@/lib/imports/schema'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'

const kind = 'users.import'
const notes = [
  'Imported users are active immediately, and nobody is notified. They have no password yet: after the import, download a link for each of them to choose one.',
  "account_admin is yes or no. The Org Admin role can't be imported.",
  'A file that updates users needs only the column id or email, and the columns to change; an export has them. An empty cell changes nothing. Users of other accounts stay in their account, and users who are missing from the file stay as they are.',
]

export const generateMetadata = consoleTitle('Import users', ImportUsersPage)

type Props = PageProps<'/security/accounts/[id]/users/import'>

export default consolePage(ImportUsersPage)

async function ImportUsersPage({ params }: Props) {
  const { id, name } = await runQuery(getActiveAccount, await params)
  const href = paths.account(id)
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: name, href },
  ]
  return (
    <Page crumbs={[...crumbs, { label: 'Import users' }]}>
      <PageHeading title="Import users">
        into <bdi>{name}</bdi>
      </PageHeading>
      <Card title="File">
        <CardBody>
          <div className="grid gap-6">
            <ColumnsHelp
              columns={importColumns[kind]}
              required={requiredColumns[kind].flat()}
              notes={notes}
              templateHref={`${paths.importTemplate}?users=${id}`}
            />
            <UploadForm action={importUsersAction} accountId={id} cancelHref={href} />
          </div>
        </CardBody>
      </Card>
      <JobsLink />
    </Page>
  )
}
