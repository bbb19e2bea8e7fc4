import type { ComponentProps } from 'react'
import { chooseColumnsAction, restoreAccountAction } from '@/app/security/accounts/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { findRecentJob, unlessNotFound } from '@/app/security/find-recent-job'
import { undoDeletionAction } from '@/app/security/jobs/actions'
import { dismissRecentJob } from '@/app/security/recent-job-actions'
import { formatAccountList } from '@/components/accounts/account-list'
import { AccountsCard } from '@/components/accounts/accounts-card'
import { CopyAsCurl } from '@/components/accounts/copy-as-curl'
import { DeletedBanner } from '@/components/accounts/deleted-banner'
import { deletionTexts } from '@/components/accounts/deletion-texts'
import { ListActions } from '@/components/accounts/list-actions'
import { listHref, searchQuery } from '@/components/accounts/list-href'
import { ViewTabs } from '@/components/accounts/view-tabs'
import { JobsLink } from '@/components/jobs/jobs-link'
import { RecentJob } from '@/components/jobs/recent-job'
import { Page, PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { PeopleFound } from '@/components/users/people-found'
import { searchAccounts } from '@/lib/accounts/list'
import { isCondition } from '@/lib/accounts/policy'
import { getDeletedAccount } from '@/lib/accounts/queries'
import { searchAccountsSchema } from '@/lib/accounts/query-schema'
import { id } from '@/lib/ids'
import { getListSettings } from '@/lib/list-settings/queries'
import { API_PATH } from '@/lib/transport/api-path'
import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { consoleUrl, currentReader } from '@/lib/transport/request'
import { findPeople } from '@/lib/user-list/queries'

export const generateMetadata = consoleTitle('Accounts', AccountsPage)

export default consolePage(AccountsPage)

async function AccountsPage({ searchParams }: PageProps<'/security/accounts'>) {
  const params = await searchParams
  const requested = searchAccountsSchema.parse(params)
  const change = 'deactivated' in params ? 'deactivate' : 'delete'
  const [page, settings, reader, { organizationName }, deleted, job, people] = await Promise.all([
    runQuery(searchAccounts, requested),
    runQuery(getListSettings),
    currentReader(),
    requireAdministrator(),
    findDeletedAccount(params.deactivated ?? params.deleted),
    findRecentJob('accounts'),
    hasWords(requested.q) ? runQuery(findPeople, { q: requested.q }) : undefined,
  ])
  const search = { ...requested, q: page.q, last: '' }
  const { count, ...list } = formatAccountList(page, settings.columns, reader)
  const summary = `${count} ${searchQuery(search) ? 'found in' : 'in'} ${organizationName}`
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
      {job && <RecentJobBanner job={job} reader={reader} />}
      <PageHeading title="Accounts" actions={<ListActions params={search} />}>
        <span dir="auto">{summary}</span>
        <Announcement text={summary} />
        <Announcement text={page.mistake ?? ''} />
      </PageHeading>
      <ViewTabs views={settings.views} params={search} />
      <AccountsCard
        list={list}
        people={people && <PeopleFound page={people} q={search.q} reader={reader} />}
        params={{ ...search, [deletionTexts[change].done]: deleted?.id ?? '' }}
        typed={requested.q}
        mistake={page.mistake}
        columns={settings.columns}
        chooseColumns={chooseColumnsAction}
      />
      <CopyAsCurl
        origin={consoleUrl()}
        path={API_PATH}
        request={page.request}
        pageSize={search.size}
      />
      <JobsLink />
    </Page>
  )
}

/** People are found by words, not by a condition on accounts. */
const hasWords = (q: string) => q !== '' && !isCondition(q)

function RecentJobBanner({
  job,
  reader,
}: Pick<ComponentProps<typeof RecentJob>, 'job' | 'reader'>) {
  return (
    <RecentJob
      job={job}
      reader={reader}
      undoAction={undoDeletionAction}
      dismissAction={dismissRecentJob}
    />
  )
}

/** The account that the Undo banner is about, unless it has been restored since. */
function findDeletedAccount(param: unknown) {
  const { data } = id.safeParse(param)
  return data === undefined ? undefined : unlessNotFound(runQuery(getDeletedAccount, { id: data }))
}
