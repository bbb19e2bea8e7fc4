import { deleteAccountAction } from '@/app/security/accounts/actions'
import { returnToList } from '@/app/security/accounts/return-to-list'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { DeleteAccountForm } from '@/components/accounts/delete-account-form'
import {
  type DeletionChange,
  deletionQuestion,
  deletionTexts,
} from '@/components/accounts/deletion-texts'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { whyNotDeletable } from '@/lib/accounts/policy'
import { getActiveAccount } from '@/lib/accounts/queries'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'

type Props = PageProps<'/security/accounts/[id]/delete'>

const changeIn = (query: object): DeletionChange =>
  'deactivate' in query ? 'deactivate' : 'delete'

export const generateMetadata = consoleTitle(
  async ({ searchParams }: Props) => deletionTexts[changeIn(await searchParams)].submit,
  DeleteAccountPage,
)

export default consolePage(DeleteAccountPage)

async function DeleteAccountPage({ params, searchParams }: Props) {
  const account = await runQuery(getActiveAccount, await params)
  const query = await searchParams
  const change = changeIn(query)
  const href = paths.account(account.id)
  const list = typeof query.list === 'string' ? query.list : undefined
  const reason = whyNotDeletable(account)
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: account.name, href },
    { label: deletionTexts[change].submit },
  ]
  return (
    <Page crumbs={crumbs}>
      <PageHeading title={deletionQuestion(account, change)} />
      <Card title="What will happen">
        <CardBody>
          {reason ? (
            <div className="grid justify-items-start gap-4">
              <p>{reason}</p>
              <ButtonLink href={href}>Back to account</ButtonLink>
            </div>
          ) : (
            <DeleteAccountForm
              account={account}
              action={deleteAccountAction}
              cancelHref={list === undefined ? href : returnToList(list)}
              change={change}
              list={list}
            />
          )}
        </CardBody>
      </Card>
    </Page>
  )
}
