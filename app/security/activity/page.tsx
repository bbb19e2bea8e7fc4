import { verifyLogAction } from '@/app/security/activity/verify-actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { ActivityCard } from '@/components/activity/activity-card'
import { VerificationCard } from '@/components/jobs/verification-card'
import { Page, PageHeading } from '@/components/shell/page'
import { formatNumber } from '@/components/ui/format'
import { searchActivity } from '@/lib/activity-log/queries'
import { activityParamsSchema } from '@/lib/activity-log/schema'
import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { currentReader } from '@/lib/transport/request'
import { getLatestVerification } from '@/lib/verifications/queries'

export const generateMetadata = consoleTitle('Activity', ActivityPage)

export default consolePage(ActivityPage)

async function ActivityPage({ searchParams }: PageProps<'/security/activity'>) {
  const params = activityParamsSchema.parse(await searchParams)
  const reader = await currentReader()
  const { timeZone, locale } = reader
  const [page, { organizationName }, log] = await Promise.all([
    runQuery(searchActivity, { ...params, timeZone }),
    requireAdministrator(),
    runQuery(getLatestVerification),
  ])
  return (
    <Page crumbs={[{ label: 'Activity' }]}>
      <PageHeading title="Activity">
        <span dir="auto">{`${countText(page.total, locale)}${organizationName}`}</span>
      </PageHeading>
      <ActivityCard page={page} params={params} reader={reader} />
      <VerificationCard state={log} reader={reader} action={verifyLogAction} />
    </Page>
  )
}

function countText(total: number | undefined, locale: string): string {
  if (total === undefined) return ''
  return total === 1 ? '1 entry in ' : `${formatNumber(total, locale)} entries in `
}
