import { consolePage, consoleTitle } from '@/app/security/console-page'
import {
  cancelJobAction,
  confirmImportAction,
  undoDeletionAction,
} from '@/app/security/jobs/actions'
import { undoUserJobAction } from '@/app/security/users/actions'
import { JobActions } from '@/components/jobs/job-actions'
import { labels, labelsOf } from '@/components/jobs/job-labels'
import { JobProgress } from '@/components/jobs/job-progress'
import { subjectOf } from '@/components/jobs/job-subject'
import { type LinkOffer, LinksForm } from '@/components/jobs/links-form'
import { PlannedRows } from '@/components/jobs/planned-rows'
import { PreviewRows } from '@/components/jobs/preview-rows'
import { RejectedRows } from '@/components/jobs/rejected-rows'
import { Page, PageHeading } from '@/components/shell/page'
import { Card, CardBody } from '@/components/ui/card'
import { ClearSelection } from '@/components/ui/clear-selection'
import { DownloadLink } from '@/components/ui/download-link'
import { formatNumber } from '@/components/ui/format'
import { Link } from '@/components/ui/link'
import { countInvitable } from '@/lib/imports/links'
import { previewImport } from '@/lib/imports/queries'
import { whyNotLinkable } from '@/lib/jobs/policy'
import { getJob, listJobRows } from '@/lib/jobs/queries'
import { isImport, isInProgress, isUserJob, type Job, mayUpdate } from '@/lib/jobs/view'
import { isMailOn } from '@/lib/mail/settings'
import { paths } from '@/lib/paths'
import { getReauthentication } from '@/lib/sessions/reauthentication'
import { requireAdministrator, runQuery } from '@/lib/transport/page'
import { recentJobId } from '@/lib/transport/recent-job'
import { currentReader } from '@/lib/transport/request'

type Props = PageProps<'/security/jobs/[id]'>

const PREVIEW_ROWS = 10
const MAX_REJECTED_ROWS = 100
const PLANNED_ROWS = 50

export const generateMetadata = consoleTitle(
  async ({ params }: Props) => labels[(await runQuery(getJob, await params)).kind].title,
  JobPage,
)

export default consolePage(JobPage)

async function JobPage({ params, searchParams }: Props) {
  const [{ id }, { after, sendMail, confirm }] = await Promise.all([params, searchParams])
  const job = await runQuery(getJob, { id })
  const awaitingConfirmation = job.state === 'awaiting-confirmation'
  const [preview, rejected, reader] = await Promise.all([
    awaitingConfirmation && !mayUpdate(job)
      ? runQuery(listJobRows, { id, size: PREVIEW_ROWS })
      : [],
    job.rejected > 0 ? runQuery(listJobRows, { id, rejected: true, size: MAX_REJECTED_ROWS }) : [],
    currentReader(),
  ])
  const { locale } = reader
  const { title, rowNumber, verb } = labelsOf(job)
  const startedHere = (await recentJobId()) === job.id
  return (
    <Page crumbs={[crumb(job), { label: 'Jobs', href: paths.jobs }, { label: title }]}>
      <PageHeading title={title}>{isImport(job) && <bdi>{job.parameters.file}</bdi>}</PageHeading>
      {startedHere && (
        <ClearSelection list={isUserJob(job) ? 'users' : 'accounts'} jobId={job.id} />
      )}
      <Card title="Progress">
        <CardBody>
          <JobProgress job={job} reader={reader} />
          <JobActions
            job={job}
            locale={locale}
            confirmAction={confirmImportAction}
            cancelAction={cancelJobAction}
            undoAction={isUserJob(job) ? undoUserJobAction : undoDeletionAction}
          />
        </CardBody>
      </Card>
      <Links job={job} sendMail={sendMail === 'on'} denial={denials.get(confirm)} locale={locale} />
      {awaitingConfirmation && isImport(job) && !mayUpdate(job) && (
        <Card title="First rows">
          <PreviewRows rows={preview} fileColumns={job.parameters.columns} rowNumber={rowNumber} />
        </Card>
      )}
      {awaitingConfirmation && mayUpdate(job) && <PlannedRowsCard job={job} after={after} />}
      {rejected.length > 0 && (
        <Card
          title={`Not ${verb}`}
          aside={formatNumber(job.rejected, locale)}
          actions={
            <DownloadLink
              href={`${paths.job(job.id)}/rejected`}
              className="text-accent-text underline"
            >
              Download rejected rows
            </DownloadLink>
          }
        >
          <RejectedRows
            rows={rejected}
            rowNumber={rowNumber}
            restoreHref={job.kind === 'accounts.restore' ? paths.restoreAccount : undefined}
          />
        </Card>
      )}
    </Page>
  )
}

function crumb(job: Job) {
  const isOfAccount = job.kind === 'users.import'
  return isOfAccount ? { label: 'Accounts', href: paths.accounts } : subjectOf(job)
}

async function PlannedRowsCard({ job: { id }, after }: { job: Job; after: unknown }) {
  const size = PLANNED_ROWS
  const rows = await runQuery(previewImport, { id, after: Number(after ?? 0), size })
  const last = rows.length === size ? rows.at(-1)?.row : undefined
  return (
    <Card title="What each row does" id="rows">
      <PlannedRows rows={rows} />
      {last !== undefined && (
        <p className="p-4 md:px-6">
          <Link href={`${paths.job(id)}?after=${last}#rows`} className="text-accent-text underline">
            Next rows
          </Link>
        </p>
      )}
    </Card>
  )
}

// What did not prove who the administrator is, as the form of the links names it.
const denials = new Map<unknown, string>([
  ['wrong-password', 'This is not your password.'],
  ['wrong-passkey', "This passkey can't be used here."],
])

type LinksProps = { job: Job; sendMail: boolean; denial: string | undefined; locale: string }

async function Links({ job, locale, ...form }: LinksProps) {
  const offer = await findLinkOffer(job)
  if (!offer || offer.users === 0) return null
  const actor = await requireAdministrator()
  return (
    <Card title="Links" id="links">
      <CardBody>
        <LinksForm
          jobId={job.id}
          offer={offer}
          userId={actor.userId}
          reauthentication={
            actor.recentlyAuthenticated ? undefined : await runQuery(getReauthentication)
          }
          isMailOn={isMailOn()}
          {...form}
          locale={locale}
        />
      </CardBody>
    </Card>
  )
}

/** The users for whom a file of links can be made now. */
async function findLinkOffer(job: Job): Promise<LinkOffer | undefined> {
  if (job.kind === 'users.make-links' && !whyNotLinkable(job)) {
    const { total, processed } = job
    return { kind: 'job', users: total, isPartial: processed > 0 && processed < total }
  }
  if (job.kind !== 'users.import' || isInProgress(job) || job.succeeded === 0) return undefined
  return { kind: 'import', ...(await runQuery(countInvitable, { id: job.id })) }
}
