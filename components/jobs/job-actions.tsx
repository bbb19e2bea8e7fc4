import { JobForm } from '@/components/jobs/job-form'
import { labels } from '@/components/jobs/job-labels'
import { subjectOf } from '@/components/jobs/job-subject'
import { ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format'
import type { FormAction } from '@/components/ui/use-server-action'
import { isUndoable, whyNotCancelable, whyNotConfirmable } from '@/lib/jobs/policy'
import { isImport, type Job } from '@/lib/jobs/view'

type Props = {
  job: Job
  locale: string
  confirmAction: FormAction<unknown>
  cancelAction: FormAction<unknown>
  undoAction: FormAction<unknown>
}

export function JobActions({ job, locale, confirmAction, cancelAction, undoAction }: Props) {
  const { id, kind } = job
  const valid = job.total - job.rejected
  const cancelable = !whyNotCancelable(job)
  const back = subjectOf(job)
  return (
    <div className="mt-6 flex flex-wrap justify-end gap-2">
      {cancelable && (
        <JobForm id={id} label="Cancel" busyLabel="Canceling…" action={cancelAction} />
      )}
      {isImport(job) && !whyNotConfirmable(job) && valid > 0 && (
        <JobForm
          id={id}
          label={`Import ${formatCount(valid, labels[kind].noun, locale)}`}
          busyLabel="Starting…"
          action={confirmAction}
          primary
        />
      )}
      {isUndoable(job) && <JobForm id={id} label="Undo" busyLabel="Undoing…" action={undoAction} />}
      {!cancelable && (
        <ButtonLink href={back.href}>{`Back to ${back.label.toLowerCase()}`}</ButtonLink>
      )}
    </div>
  )
}
