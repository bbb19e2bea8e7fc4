import { ImportNotes } from '@/components/jobs/import-notes'
import { announcement, progressText, statusText } from '@/components/jobs/job-labels'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { VerificationNotice } from '@/components/jobs/verification-notice'
import { Announcement } from '@/components/ui/announcement'
import { offersUndo } from '@/lib/jobs/policy'
import { isImport, isInProgress, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = { job: Job; reader: Reader }

export function JobProgress({ job, reader }: Props) {
  return (
    <div className="grid gap-3">
      <p className="font-medium">{statusText(job, reader)}</p>
      <Announcement text={announcement(job, reader)} />
      {isInProgress(job) && <RunningJob job={job} reader={reader} />}
      {job.kind === 'audit.verify' && <VerificationNotice job={job} />}
      {isImport(job) && <ImportNotes job={job} locale={reader.locale} />}
    </div>
  )
}

function RunningJob({ job, reader }: Props) {
  return (
    <>
      <JobRefresh />
      <progress
        className="h-2 w-full accent-accent"
        max={job.total}
        value={job.processed}
        aria-label="Progress"
      >
        {progressText(job, reader.locale)}
      </progress>
      <p className="text-text-2">
        {`You can leave this page. The job continues, even if the server restarts.${
          offersUndo(job) ? ' When it ends, Undo is here and above the list.' : ''
        }`}
      </p>
      <noscript>
        <a href={paths.job(job.id)} className="text-accent-text underline">
          Reload to see the progress
        </a>
      </noscript>
    </>
  )
}
