import { verificationText } from '@/components/jobs/verification-text'
import { formatCount, formatNumber } from '@/components/ui/format'
import type { Job, JobKind } from '@/lib/jobs/view'
import type { Reader } from '@/lib/reader'

type Labels = {
  title: string
  noun: string
  /** What happens to each record: "added". */
  verb: string
  rowNumber: string
}

export const labels: { [kind in JobKind]: Labels } = {
  'accounts.import': {
    title: 'Import accounts',
    noun: 'account',
    verb: 'added',
    rowNumber: 'Row',
  },
  'users.import': { title: 'Import users', noun: 'user', verb: 'added', rowNumber: 'Row' },
  'accounts.delete': {
    title: 'Delete accounts',
    noun: 'account',
    verb: 'deleted',
    rowNumber: 'ID',
  },
  'accounts.restore': {
    title: 'Undo a deletion',
    noun: 'account',
    verb: 'restored',
    rowNumber: 'ID',
  },
  'audit.verify': {
    title: 'Verify the activity log',
    noun: 'entry',
    verb: 'verified',
    rowNumber: 'Entry',
  },
}

export function statusText(job: Job, reader: Reader): string {
  const { locale } = reader
  if (job.kind === 'audit.verify' && job.result?.isComplete) {
    return verificationText(job.result.verified, reader)
  }
  const { noun, verb } = labels[job.kind]
  const count = (records: number) => formatCount(records, noun, locale)
  const rejected = job.rejected > 0 ? `, ${formatNumber(job.rejected, locale)} rejected` : ''
  switch (job.state) {
    case 'checking':
      return `Checking the file: ${progressText(job, locale)}.`
    case 'awaiting-confirmation':
      return `Checked: ${count(job.total - job.rejected)} can be ${verb}${rejected}.`
    case 'running':
      return `In progress: ${progressText(job, locale)}.`
    case 'completed':
      return `Completed: ${count(job.succeeded)} ${verb}${rejected}.`
    case 'failed':
      return `Failed. ${job.message} ${keptText(job, locale)}`
    case 'canceled':
      return `Canceled. ${keptText(job, locale)}`
  }
}

/** What a screen reader announces: a new phase and the result, but not every step between them. */
export function announcement(job: Job, reader: Reader): string {
  switch (job.state) {
    case 'checking':
      return 'Checking the file.'
    case 'running':
      return 'In progress.'
    default:
      return statusText(job, reader)
  }
}

export function progressText({ processed, total }: Job, locale: string): string {
  return `${formatNumber(processed, locale)} of ${formatNumber(total, locale)}`
}

function keptText({ kind, succeeded }: Job, locale: string): string {
  if (kind === 'audit.verify') return 'Nothing was changed.'
  const { noun, verb } = labels[kind]
  if (succeeded === 0) return `No ${noun}s were ${verb}.`
  if (succeeded === 1) return `The ${noun} already ${verb} stays ${verb}.`
  return `The ${formatCount(succeeded, noun, locale)} already ${verb} stay ${verb}.`
}
