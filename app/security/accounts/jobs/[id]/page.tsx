import {
  cancelJobAction,
  startJobAction,
  undoDeletionAction,
} from '@/app/security/accounts/jobs/actions'
import { consolePage, consoleTitle } from '@/app/security/console-page'
import { JobForm } from '@/components/jobs/job-form'
import { counted, labels } from '@/components/jobs/job-labels'
import { JobProgress } from '@/components/jobs/job-progress'
import { PreviewRows, RefusedRows } from '@/components/jobs/job-rows'
import { Page, PageHeading } from '@/components/shell/page'
import { ButtonLink } from '@/components/ui/button'
import { Card, CardBody } from '@/components/ui/card'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { isInProgress } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { currentLocale } from '@/lib/transport/request'

type Props = PageProps<'/security/accounts/jobs/[id]'>

const PREVIEWED = 10
const TOLD = 100

export const generateMetadata = consoleTitle(
  async ({ params }: Props) => labels[(await runQuery(getJob, await params)).kind].title,
)

export default consolePage(async ({ params }: Props) => {
  const { id } = await params
  const job = await runQuery(getJob, { id })
  const [preview, refused, locale] = await Promise.all([
    job.state === 'ready' ? runQuery(listJobRows, { id, size: PREVIEWED }) : [],
    job.refused > 0 ? runQuery(listJobRows, { id, refused: true, size: TOLD }) : [],
    currentLocale(),
  ])
  const { title, number, done } = labels[job.kind]
  const { accountId, file } = job.parameters
  const back = accountId ? paths.account(accountId) : paths.accounts
  const addable = job.total - job.refused
  return (
    <Page crumbs={[{ label: 'Accounts', href: paths.accounts }, { label: title }]}>
      <PageHeading title={title}>{file && <bdi>{file}</bdi>}</PageHeading>
      <Card title="Progress">
        <CardBody>
          <JobProgress job={job} locale={locale} />
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            {(isInProgress(job) || job.state === 'ready') && (
              <JobForm id={job.id} label="Cancel" action={cancelJobAction} />
            )}
            {job.state === 'ready' && addable > 0 && (
              <JobForm
                id={job.id}
                label={`Import ${counted(job, addable, locale)}`}
                action={startJobAction}
                primary
              />
            )}
            {job.kind === 'accounts.delete' && !isInProgress(job) && job.done > 0 && (
              <JobForm id={job.id} label="Undo" action={undoDeletionAction} />
            )}
            {!isInProgress(job) && job.state !== 'ready' && (
              <ButtonLink href={back}>{accountId ? 'To the account' : 'To the list'}</ButtonLink>
            )}
          </div>
        </CardBody>
      </Card>
      {job.state === 'ready' && (
        <Card title="First rows">
          <PreviewRows rows={preview} number={number} />
        </Card>
      )}
      {refused.length > 0 && (
        <Card
          title={`Not ${done}`}
          aside={job.refused.toLocaleString(locale)}
          actions={
            <a href={paths.rejectedRows(job.id)} download className="text-accent-text underline">
              Download the refused rows
            </a>
          }
        >
          <RefusedRows rows={refused} number={number} />
        </Card>
      )}
    </Page>
  )
})
