import { X } from 'lucide-react'
import { labels, statusText } from '@/components/jobs/job-labels'
import { JobRefresh } from '@/components/jobs/job-refresh'
import { Announcement } from '@/components/ui/announcement'
import { Button, ButtonLink } from '@/components/ui/button'
import { ButtonForm } from '@/components/ui/button-form'
import { Notice } from '@/components/ui/notice'
import type { FormAction } from '@/components/ui/use-server-action'
import { isUndoable } from '@/lib/jobs/policy'
import { isInProgress, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'
import type { Reader } from '@/lib/reader'

type Props = {
  job: Job
  reader: Reader
  undoAction: FormAction<unknown>
  dismissAction: () => Promise<void>
}

/** Leads from the list to the job that changes it, and to its Undo. */
export function RecentJob({ job, reader, undoAction, dismissAction }: Props) {
  const running = isInProgress(job)
  const status = statusText(job, reader)
  return (
    <Notice tone="info">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-full md:basis-0">
          <p className="font-medium">{labels[job.kind].title}</p>
          <p>{status}</p>
          <Announcement text={status} />
          {running && <JobRefresh />}
        </div>
        <div className="flex flex-wrap items-start gap-2">
          {isUndoable(job) && (
            <ButtonForm
              action={undoAction}
              label="Undo the job"
              button="Undo"
              busyLabel="Undoing…"
              hidden={{ id: job.id }}
            />
          )}
          <ButtonLink href={paths.job(job.id)}>{running ? 'Show progress' : 'Details'}</ButtonLink>
          <form action={dismissAction}>
            <Button type="submit" variant="ghost" shape="square" aria-label="Dismiss">
              <X size={16} aria-hidden="true" />
            </Button>
          </form>
        </div>
      </div>
    </Notice>
  )
}
