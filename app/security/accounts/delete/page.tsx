import { startDeletionAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { DeleteAccountsForm } from '@/components/accounts/delete-accounts-form'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { previewDeletion } from '@/lib/deletions/queries'
import { selectionSchema } from '@/lib/deletions/schema'
import { paths } from '@/lib/paths'
import { requireAdministrator, runQuery } from '@/lib/transport/page'

export const generateMetadata = consoleTitle(async () => {
  await requireAdministrator()
  return 'Delete accounts'
})

export default consolePage(async ({ searchParams }: PageProps<'/security/accounts/delete'>) => {
  const selection = selectionSchema.parse(await searchParams)
  const consequences = await runQuery(previewDeletion, selection)
  const { accounts } = consequences
  const back = selection.q
    ? `${paths.accounts}?${new URLSearchParams({ q: selection.q })}`
    : paths.accounts
  const counted = accounts === 1 ? '1 account' : `${accounts.toLocaleString('en')} accounts`
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: 'Delete accounts' }]}>
      <PageHeading title={accounts > 0 ? `Delete ${counted}?` : 'Delete accounts'} />
      <Card title={accounts > 0 ? 'What will happen' : 'Nothing is selected'}>
        <CardBody>
          {accounts > 0 ? (
            <DeleteAccountsForm
              selection={selection}
              consequences={consequences}
              counted={counted}
              action={startDeletionAction}
              cancelHref={back}
            />
          ) : (
            <div className="grid justify-items-start gap-4">
              <p>Select accounts in the list first. The default account cannot be deleted.</p>
              <ButtonLink href={back}>Back to the list</ButtonLink>
            </div>
          )}
        </CardBody>
      </Card>
    </Page>
  )
})
