import { JobForm } from '@/components/jobs/job-form'
import { labels } from '@/components/jobs/job-labels'
import { ButtonLink } from '@/components/ui/button'
import { formatCount } from '@/components/ui/format'
import type { FormAction } from '@/components/ui/use-server-action'
import { isUndoable, whyNotCancelable, whyNotConfirmable } from '@/lib/jobs/policy'
import { isImport, type Job } from '@/lib/jobs/view'
import { paths } from '@/lib/paths'

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
  const back = backLink(job)
  return (
    <div className="mt-6 flex flex-wrap justify-end gap-2">
      {cancelable && <JobForm id={id} label="Cancel" action={cancelAction} />}
      {isImport(job) && !whyNotConfirmable(job) && valid > 0 && (
        <JobForm
          id={id}
          label={`Import ${formatCount(valid, labels[kind].noun, locale)}`}
          action={confirmAction}
          primary
        />
      )}
      {isUndoable(job) && <JobForm id={id} label="Undo" action={undoAction} />}
      {!cancelable && <ButtonLink href={back.href}>{back.label}</ButtonLink>}
    </div>
  )
}

function backLink(job: Job): { href: string; label: string } {
  switch (job.kind) {
    case 'users.import':
      return { href: paths.account(job.parameters.accountId), label: 'Back to account' }
    case 'accounts.import':
    case 'accounts.delete':
    case 'accounts.restore':
      return { href: paths.accounts, label: 'Back to accounts' }
    default:
      return { href: paths.users, label: 'Back to users' }
  }
}
