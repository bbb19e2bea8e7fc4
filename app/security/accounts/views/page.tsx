import { returnToList } from '@/app/security/accounts/return-to-list'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { describeView } from '@/components/accounts/describe-view'
import { viewHref } from '@/components/accounts/list-href'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Link } from '@/components/ui/link'
import { TableHead } from '@/components/ui/table-head'
import { getListSettings } from '@/lib/list-settings/queries'
import type { SavedView } from '@/lib/list-settings/view'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('Views', ViewsPage)

export default consolePage(ViewsPage)

async function ViewsPage({ searchParams }: PageProps<'/security/accounts/views'>) {
  const { views } = await runQuery(getListSettings)
  const { list } = await searchParams
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Views' }]}>
      <PageHeading
        title="Views"
        actions={<ButtonLink href={returnToList(list)}>Back to accounts</ButtonLink>}
      />
      <Card title="Saved views">
        {views.length > 0 ? (
          <ViewTable views={views} />
        ) : (
          <CardBody>
            <p>
              No views yet. Search or filter the list of accounts, then choose “Save as a view”.
            </p>
          </CardBody>
        )}
      </Card>
    </Page>
  )
}

function ViewTable({ views }: { views: SavedView[] }) {
  return (
    <DataTable caption="Saved views">
      <TableHead columns={['Name', 'Shows', 'For']} actions />
      <tbody>
        {views.map((view) => (
          <tr key={view.id}>
            <th scope="row" className="main">
              <Link href={viewHref(view)}>{view.name}</Link>
            </th>
            <td className="bidi" data-label="Shows">
              {describeView(view.query)}
            </td>
            <td data-label="For">{view.shared ? 'Everyone' : 'You'}</td>
            <td className="actions">
              <ButtonLink href={paths.view(view.id)} aria-label={`Edit ${view.name}`}>
                Edit
              </ButtonLink>
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  )
}
