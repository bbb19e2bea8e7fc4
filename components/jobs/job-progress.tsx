import { progressOf, statusText } from '@/components/jobs/job-labels'
import { JobWatch } from '@/components/jobs/job-watch'
import { Announcement } from '@/components/ui/announcement'
import { isInProgress, type JobView } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'

/** How far a job is; it follows by itself, and without script by Reload. */
export function JobProgress({ job, locale }: { job: JobView; locale: string }) {
  const sentence = statusText(job, locale)
  const { ignored = [] } = job.parameters
  return (
    <div className="grid gap-3">
      <p className="font-medium">{sentence}</p>
      {/* Every second would be too much to hear; the end is said. */}
      <Announcement text={isInProgress(job) ? job.state : sentence} />
      {isInProgress(job) && (
        <>
          <JobWatch />
          <progress
            className="h-2 w-full accent-accent"
            max={job.total}
            value={job.done + job.refused}
            aria-label="Progress"
          >
            {progressOf(job, locale)}
          </progress>
          <p className="text-text-2">
            You can leave this page: the work goes on, also when the server is started anew.
          </p>
          <noscript>
            <a href={paths.job(job.id)} className="text-accent-text underline">
              Reload to see how far it is
            </a>
          </noscript>
        </>
      )}
      {ignored.length > 0 && (
        <p className="text-text-2">
          Columns that are not imported: <bdi>{ignored.join(', ')}</bdi>.
        </p>
      )}
    </div>
  )
}
