import { restoreAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { formatAccountList } from '@/components/accounts/account-list'
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

export const generateMetadata = consoleTitle('Accounts', AccountsPage)

export default consolePage(AccountsPage)

async function AccountsPage({ searchParams }: PageProps<'/security/accounts'>) {
  const params = await searchParams
  const search = searchAccountsSchema.parse(params)
  const [page, locale, { organizationName }, deleted] = await Promise.all([
    runQuery(searchAccounts, search),
    currentLocale(),
    requireAdministrator(),
    findDeletedAccount(params.deleted),
  ])
  const { count, ...list } = formatAccountList(page, locale)
  const summary = `${count} ${search.q ? 'found in' : 'in'} ${organizationName}`
  return (
    <Page crumbs={[{ label: 'Accounts' }]}>
      {deleted && (
        <DeletedBanner
          account={{ id: deleted.id, name: deleted.name }}
          action={restoreAccountAction}
          dismissHref={listHref(search)}
        />
      )}
      <PageHeading title="Accounts" actions={<ListActions />}>
        <span dir="auto">{summary}</span>
        <Announcement text={summary} />
      </PageHeading>
      <AccountsCard
        list={list}
        params={{ ...search, deleted: deleted ? String(deleted.id) : '' }}
      />
    </Page>
  )
}

/** The account that the Undo banner is about, unless it has been restored since. */
async function findDeletedAccount(param: unknown) {
  const deleted = id.safeParse(param)
  if (!deleted.success) return null
  const account = await runQuery(getAccount, { id: deleted.data }).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  return account?.active ? null : account
}
