import { consolePage, consoleTitle } from '@/app/security/console-page'
import { findRecentJob } from '@/app/security/find-recent-job'
import { dismissRecentJob } from '@/app/security/recent-job-actions'
import { undoUserJobAction } from '@/app/security/users/actions'
import { JobsLink } from '@/components/jobs/jobs-link'
import { RecentJob } from '@/components/jobs/recent-job'
import { Page, PageHeading } from '@/components/shell/page'
import { Announcement } from '@/components/ui/announcement'
import { PeopleCard } from '@/components/users/people-card'
import { formatPeopleList } from '@/components/users/people-list'
import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { searchPeople } from '@/lib/user-list/queries'
import { searchPeopleSchema } from '@/lib/user-list/schema'

export const generateMetadata = consoleTitle('Users', UsersPage)

export default consolePage(UsersPage)

async function UsersPage({ searchParams }: PageProps<'/security/users'>) {
  const search = searchPeopleSchema.parse(await searchParams)
  const [page, reader, { organizationName }, job] = await Promise.all([
    runQuery(searchPeople, search),
    currentReader(),
    requireAdministrator(),
    findRecentJob('users'),
  ])
  const { count, ...list } = formatPeopleList(page, reader)
  const summary = `${count} ${search.q ? 'found in' : 'in'} ${organizationName}`
  return (
    <Page crumbs={[{ label: 'Users' }]}>
      {job && (
        <RecentJob
          job={job}
          reader={reader}
          undoAction={undoUserJobAction}
          dismissAction={dismissRecentJob}
        />
      )}
      <PageHeading title="Users">
        <span dir="auto">{summary}</span>
        <Announcement text={summary} />
      </PageHeading>
      <PeopleCard list={list} search={search} />
      <JobsLink />
    </Page>
  )
}
