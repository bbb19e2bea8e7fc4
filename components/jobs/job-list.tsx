import { labels, statusText } from '@/components/jobs/job-labels'
import { Email } from '@/components/ui/email'
import { Link } from '@/components/ui/link'
import { TimeText } from '@/components/ui/time'
import { displayEmail } from '@/lib/display-email'
import { isImport, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

export function JobList({ jobs, reader }: { jobs: Job[]; reader: Reader }) {
  if (jobs.length === 0) {
    return <p className="p-4 text-text-2 md:px-6">No jobs yet.</p>
  }
  return (
    <ul>
      {jobs.map((job) => (
        <li key={job.id} className="border-border border-b px-4 py-3 last:border-0 md:px-6">
          <Link href={paths.job(job.id)} className="hover:underline max-md:py-3">
            {labels[job.kind].title}
          </Link>
          <p className="text-help text-text-2">
            {isImport(job) && (
              <>
                <bdi>{job.parameters.file}</bdi>
                <span> · </span>
              </>
            )}
            <TimeText date={job.createdAt} reader={reader} />
            <span> · </span>
            <Email address={displayEmail(job.email)} />
          </p>
          <p className="text-help">{statusText(job, reader)}</p>
        </li>
      ))}
    </ul>
  )
}
