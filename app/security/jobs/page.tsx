import { consolePage, consoleTitle } from '@/app/security/console-page'
import { JobList } from '@/components/jobs/job-list'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { Page, PageHeading } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { UncountedPager } from '@/components/ui/uncounted-pager'
import { listJobs } from '@/lib/jobs/queries'
import { listJobsSchema } from '@/lib/jobs/schema'
import { isInProgress } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'

export const generateMetadata = consoleTitle('Jobs', JobsPage)

export default consolePage(JobsPage)

async function JobsPage({ searchParams }: PageProps<'/security/jobs'>) {
  const input = listJobsSchema.parse(await searchParams)
  const [page, reader] = await Promise.all([runQuery(listJobs, input), currentReader()])
  return (
    <Page crumbs={[{ label: 'Jobs' }]}>
      <PageHeading title="Jobs">
        Imports, bulk changes and verifications of the last 30 days
      </PageHeading>
      <Card title="Latest first">
        <JobList jobs={page.rows} reader={reader} />
        <UncountedPager
          label="Pages of jobs"
          page={page}
          hrefOf={(cursor) => `${paths.jobs}?${new URLSearchParams({ cursor })}`}
          locale={reader.locale}
        />
      </Card>
      {page.rows.some(isInProgress) && <JobRefresh />}
    </Page>
  )
}
