import { ImportNotes } from '@/components/jobs/import-notes'
import { announcement, progressText, statusText } from '@/components/jobs/job-labels'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { Announcement } from '@/components/ui/announcement'
import { offersUndo } from '@/lib/jobs/policy'
import { isImport, isInProgress, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'

type Props = { job: Job; locale: string }

export function JobProgress({ job, locale }: Props) {
  return (
    <div className="grid gap-3">
      <p className="font-medium">{statusText(job, locale)}</p>
      <Announcement text={announcement(job, locale)} />
      {isInProgress(job) && <RunningJob job={job} locale={locale} />}
      {isImport(job) && <ImportNotes job={job} locale={locale} />}
    </div>
  )
}

function RunningJob({ job, locale }: Props) {
  return (
    <>
      <JobRefresh />
      <progress
        className="h-2 w-full accent-accent"
        max={job.total}
        value={job.processed}
        aria-label="Progress"
      >
        {progressText(job, locale)}
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
