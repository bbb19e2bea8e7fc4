import { labels, statusText } from '@/components/jobs/job-labels'
import { Link } from '@/components/ui/link'
import { DateText } from '@/components/ui/time'
import { displayEmail } from '@/lib/email'
import { isImport, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'

export function JobList({ jobs, locale }: { jobs: Job[]; locale: string }) {
  if (jobs.length === 0) {
    return <p className="p-4 text-text-2 md:px-6">No imports or bulk deletions yet.</p>
  }
  return (
    <ul>
      {jobs.map((job) => (
        <li key={job.id} className="border-border border-b px-4 py-3 last:border-0 md:px-6">
          <Link href={paths.job(job.id)} className="hover:underline max-md:py-3">
            {isImport(job) ? <bdi>{job.parameters.file}</bdi> : labels[job.kind].title}
          </Link>
          <p className="text-help text-text-2">
            {labels[job.kind].title} · <DateText date={job.createdAt} locale={locale} /> ·{' '}
            {displayEmail(job.email)}
          </p>
          <p className="text-help">{statusText(job, locale)}</p>
        </li>
      ))}
    </ul>
  )
}
