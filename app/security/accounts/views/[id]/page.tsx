import { returnToList } from '@/app/security/accounts/return-to-list'
import { deleteViewAction, updateViewAction } from '@/app/security/accounts/views/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { DeleteViewForm } from '@/components/accounts/delete-view-form'
import { describeView } from '@/components/accounts/describe-view'
import { EditViewForm } from '@/components/accounts/view-form'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { storedQuery } from '@/lib/accounts/policy'
import { parseListQuery } from '@/lib/accounts/query-schema'
import { getView } from '@/lib/list-settings/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'

export const generateMetadata = consoleTitle('View', ViewPage)

export default consolePage(ViewPage)

async function ViewPage({ params, searchParams }: PageProps<'/security/accounts/views/[id]'>) {
  const view = await runQuery(getView, { id: (await params).id })
  const { list } = await searchParams
  const query = typeof list === 'string' ? list : view.query
  const isChanged = storedQuery(parseListQuery(query)) !== view.query
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: 'Views', href: paths.views },
    { label: view.name },
  ]
  return (
    <Page crumbs={crumbs}>
      <PageHeading title={view.name}>
        <span dir="auto">{describeView(view.query)}</span>
      </PageHeading>
      {view.mistake && (
        <Notice tone="warn">{`The condition of this view has a mistake: ${view.mistake}`}</Notice>
      )}
      <Card title="View">
        <CardBody>
          <EditViewForm
            view={view}
            list={query}
            replacement={isChanged ? describeView(query) : undefined}
            action={updateViewAction}
            cancelHref={typeof list === 'string' ? returnToList(list) : paths.views}
          />
        </CardBody>
      </Card>
      <Card title="Delete this view">
        <CardBody>
          <DeleteViewForm view={view} action={deleteViewAction} />
        </CardBody>
      </Card>
    </Page>
  )
}
