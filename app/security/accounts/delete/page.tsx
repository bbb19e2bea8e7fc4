import { startDeletionAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { DeleteAccountsForm } from '@/components/accounts/delete-accounts-form'
import { listHref } from '@/components/accounts/list-href'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { formatCount } from '@/components/ui/format'
import { accountSelectionSchema, searchAccountsSchema } from '@/lib/accounts/query-schema'
import { previewDeletion } from '@/lib/deletions/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'

export const generateMetadata = consoleTitle('Delete accounts', DeleteAccountsPage)

export default consolePage(DeleteAccountsPage)

async function DeleteAccountsPage({ searchParams }: PageProps<'/security/accounts/delete'>) {
  const params = await searchParams
  const selection = accountSelectionSchema.parse(params)
  const [consequences, locale] = await Promise.all([
    runQuery(previewDeletion, selection),
    currentLocale(),
  ])
  const { accounts } = consequences
  const back = listHref(searchAccountsSchema.parse(params))
  const count = formatCount(accounts, 'account', locale)
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Delete accounts' }]}>
      <PageHeading title={accounts > 0 ? `Delete ${count}?` : 'Delete accounts'} />
      <Card title={accounts > 0 ? 'What will happen' : 'Nothing is selected'}>
        <CardBody>
          {accounts > 0 ? (
            <DeleteAccountsForm
              selection={selection}
              consequences={consequences}
              action={startDeletionAction}
              cancelHref={back}
            />
          ) : (
            <div className="grid justify-items-start gap-4">
              <p>Select accounts in the list first. The default account can't be deleted.</p>
              <ButtonLink href={back}>Back to accounts</ButtonLink>
            </div>
          )}
        </CardBody>
      </Card>
    </Page>
  )
}
