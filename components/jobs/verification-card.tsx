import { statusText } from '@/components/jobs/job-labels'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { ButtonForm } from '@/components/ui/button-form'
import { Card, CardBody } from '@/components/ui/card'
import { formatDay } from '@/components/ui/format-day'
import { Link } from '@/components/ui/link'
import { TimeText } from '@/components/ui/time'
import type { FormAction } from '@/components/ui/use-server-action'
import { isInProgress, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'
import type { LogState } from '@/lib/verifications/view'

type Props = { state: LogState; reader: Reader; action: FormAction<unknown> }

/** Starts to verify the activity log, and shows the latest result. */
export function VerificationCard({ state, reader, action }: Props) {
  const { latest, archivedBefore } = state
  return (
    <Card
      title="Verification"
      actions={
        <ButtonForm
          action={action}
          label="Verify the activity log"
          button="Verify"
          busyLabel="Starting…"
        />
      }
    >
      <CardBody>
        {latest ? (
          <LatestVerification job={latest} reader={reader} />
        ) : (
          <p className="text-text-2">
            Each entry is signed together with the one before it. Verify the log to see that nothing
            was changed or removed.
          </p>
        )}
        {archivedBefore && (
          <p className="mt-2 text-text-2">
            {`Entries before ${formatDay(archivedBefore, new Date(), reader)} are in a file. Ask the operator of this console for it.`}
          </p>
        )}
      </CardBody>
    </Card>
  )
}

function LatestVerification({ job, reader }: { job: Job; reader: Reader }) {
  return (
    <>
      <p>{statusText(job, reader)}</p>
      <p className="text-help text-text-2">
        <Link href={paths.job(job.id)} className="underline max-md:py-3">
          {isInProgress(job) ? 'Show progress' : 'Details'}
        </Link>
        <span> · </span>
        <TimeText date={job.createdAt} reader={reader} />
      </p>
      {isInProgress(job) && <JobRefresh />}
    </>
  )
}
