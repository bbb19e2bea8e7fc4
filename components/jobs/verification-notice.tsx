import { Notice } from '@/components/ui/notice'
import type { JobOf } from '@/lib/jobs/view'

/** What to do when the log is broken. */
export function VerificationNotice({ job }: { job: JobOf<'audit.verify'> }) {
  if (!job.result?.verified.problem) return null
  return (
    <Notice tone="danger">
      <p>
        Someone with access to the database has changed the log. Ask the operator of this console to
        run npm run audit:verify, which says more.
      </p>
    </Notice>
  )
}
