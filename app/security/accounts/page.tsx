import { restoreAccountAction } from '@/app/security/accounts/actions'
import { undoDeletionAction } from '@/app/security/accounts/jobs/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { findRecentJob, unlessNotFound } from '@/app/security/find-recent-job'
import { dismissRecentJob } from '@/app/security/recent-job-actions'
import { formatAccountList } from '@/components/accounts/account-list'
import { AccountsCard } from '@/components/accounts/accounts-card'
import { DeletedBanner } from '@/components/accounts/deleted-banner'
import { deletionTexts } from '@/components/accounts/deletion-texts'
import { ListActions } from '@/components/accounts/list-actions'
import { listHref } from '@/components/accounts/list-href'
import { RecentJob } from '@/components/jobs/recent-job'
import { Page, PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { Link } from '@/components/ui/link'
import { PeopleFound } from '@/components/users/people-found'
import { getDeletedAccount, searchAccounts } from '@/lib/accounts/queries'
import { searchAccountsSchema } from '@/lib/accounts/query-schema'
import { id } from '@/lib/ids'
import { paths } from '@/lib/paths'
import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { findPeople } from '@/lib/user-list/queries'

export const generateMetadata = consoleTitle('Accounts', AccountsPage)

export default consolePage(AccountsPage)

async function AccountsPage({ searchParams }: PageProps<'/security/accounts'>) {
  const params = await searchParams
  const search = searchAccountsSchema.parse(params)
  const change = 'deactivated' in params ? 'deactivate' : 'delete'
  const [page, reader, { organizationName }, deleted, job, people] = await Promise.all([
    runQuery(searchAccounts, search),
    currentReader(),
    requireAdministrator(),
    findDeletedAccount(params.deactivated ?? params.deleted),
    findRecentJob('accounts'),
    search.q ? runQuery(findPeople, { q: search.q }) : undefined,
  ])
  const { count, ...list } = formatAccountList(page, reader)
  const summary = `${count} ${search.q ? 'found in' : 'in'} ${organizationName}`
  return (
    <Page crumbs={[{ label: 'Accounts' }]}>
      {deleted && (
        <DeletedBanner
          account={deleted}
          change={change}
          action={restoreAccountAction}
          dismissHref={listHref(search)}
        />
      )}
      {job && (
        <RecentJob
          job={job}
          reader={reader}
          undoAction={undoDeletionAction}
          dismissAction={dismissRecentJob}
        />
      )}
      <PageHeading title="Accounts" actions={<ListActions params={search} />}>
        <span dir="auto">{summary}</span>
        <Announcement text={summary} />
      </PageHeading>
      <AccountsCard
        list={list}
        people={people && <PeopleFound page={people} q={search.q} reader={reader} />}
        params={{ ...search, [deletionTexts[change].done]: deleted?.id ?? '' }}
      />
      <p className="print:hidden">
        <Link
          href={`${paths.importAccounts}#jobs`}
          className="inline-block text-accent-text underline max-md:py-3"
        >
          Latest jobs
        </Link>
      </p>
    </Page>
  )
}

/** The account that the Undo banner is about, unless it has been restored since. */
function findDeletedAccount(param: unknown) {
  const { data } = id.safeParse(param)
  return data === undefined ? undefined : unlessNotFound(runQuery(getDeletedAccount, { id: data }))
}
