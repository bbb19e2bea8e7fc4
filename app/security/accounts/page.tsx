import { restoreAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { accountList } from '@/components/accounts/account-list'
import { AccountsCard } from '@/components/accounts/accounts-card'
import { DeletedBanner } from '@/components/accounts/deleted-banner'
import { ListActions } from '@/components/accounts/list-actions'
import { listHref } from '@/components/accounts/list-href'
import { Page, PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { getAccount, searchAccounts } from '@/lib/accounts/queries'
import { searchAccountsSchema } from '@/lib/accounts/schema'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/ids'

import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'

export const generateMetadata = consoleTitle(async () => {
  await requireAdministrator()
  return 'Accounts'
})

export default consolePage(async ({ searchParams }: PageProps<'/security/accounts'>) => {
  const params = await searchParams
  const asked = searchAccountsSchema.parse(params)
  const [page, locale, { organizationName }, deleted] = await Promise.all([
    runQuery(searchAccounts, asked),
    currentLocale(),
    requireAdministrator(),
    justDeleted(params.deleted),
  ])
  const accounts = page.total.count === 1 ? 'account' : 'accounts'
  const found = asked.q ? 'found in' : 'in'
  const list = accountList(page, locale)
  const count = `${list.total} ${accounts} ${found} ${organizationName}`
  return (
    <Page crumbs={[{ label: 'Accounts' }]}>
      {deleted && (
        <DeletedBanner
          account={{ id: deleted.id, name: deleted.name }}
          action={restoreAccountAction}
          dismissHref={listHref(asked, {})}
        />
      )}
      <PageHeading title="Accounts" actions={<ListActions />}>
        <span dir="auto">{count}</span>
        <Announcement text={count} />
      </PageHeading>
      <AccountsCard list={list} asked={{ ...asked, deleted: deleted ? String(deleted.id) : '' }} />
    </Page>
  )
})

async function justDeleted(param: unknown) {
  const deleted = id.safeParse(param)
  if (!deleted.success) return null
  const account = await runQuery(getAccount, { id: deleted.data }).catch(nothing)
  return account?.active ? null : account
}

function nothing(error: unknown): null {
  if (error instanceof AppError) return null
  throw error
}
