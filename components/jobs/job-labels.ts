import { verificationText } from '@/components/jobs/verification-text'
import { formatCount, formatNumber } from '@/components/ui/format'
import { type Job, type JobKind, mayUpdate } from '@/lib/jobs/view'
import type { Reader } from '@/lib/reader'

type Labels = {
  title: string
  noun: string
  /** What happens to each record: "added". */
  verb: string
  rowNumber: string
  /** What has happened to "12 users", where the verb alone doesn't say it. */
  done?: (records: string) => string
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
  'users.deactivate': {
    title: 'Deactivate users',
    noun: 'user',
    verb: 'deactivated',
    rowNumber: 'ID',
  },
  'users.reactivate': {
    title: 'Reactivate users',
    noun: 'user',
    verb: 'reactivated',
    rowNumber: 'ID',
  },
  'users.require-password': {
    title: 'Require a new password',
    noun: 'user',
    verb: 'changed',
    rowNumber: 'ID',
    done: (users) => `a new password is required from ${users}`,
  },
  'users.grant-admin': {
    title: 'Give the Account Admin role',
    noun: 'user',
    verb: 'changed',
    rowNumber: 'ID',
    done: (users) => `the Account Admin role was given to ${users}`,
  },
  'users.revoke-admin': {
    title: 'Remove the Account Admin role',
    noun: 'user',
    verb: 'changed',
    rowNumber: 'ID',
    done: (users) => `the Account Admin role was removed from ${users}`,
  },
  'users.make-links': {
    title: 'Make links',
    noun: 'user',
    verb: 'given a link',
    rowNumber: 'ID',
    done: (users) => `links were made for ${users}`,
  },
  'users.delete': { title: 'Delete users', noun: 'user', verb: 'deleted', rowNumber: 'ID' },
  'audit.verify': {
    title: 'Verify the activity log',
    noun: 'entry',
    verb: 'verified',
    rowNumber: 'Entry',
  },
}

/** An import that may also update users adds some of them and changes others. */
export function labelsOf(job: Job): Labels {
  const ofKind = labels[job.kind]
  return mayUpdate(job) ? { ...ofKind, verb: 'imported' } : ofKind
}

export function statusText(job: Job, reader: Reader): string {
  const { locale } = reader
  if (job.kind === 'audit.verify' && job.result?.isComplete) {
    return verificationText(job.result.verified, reader)
  }
  const { noun, verb, done = (records: string) => `${records} ${verb}` } = labelsOf(job)
  const count = (records: number) => formatCount(records, noun, locale)
  const rejected = job.rejected > 0 ? `, ${formatNumber(job.rejected, locale)} rejected` : ''
  switch (job.state) {
    case 'checking':
      return `Checking the file: ${progressText(job, locale)}.`
    case 'awaiting-confirmation':
      if (job.kind === 'users.make-links') return linksText(job, count(job.total), locale)
      return `Checked: ${count(job.total - job.rejected)} can be ${verb}${rejected}.`
    case 'running':
      return `In progress: ${progressText(job, locale)}.`
    case 'completed':
      return `Completed: ${done(count(job.succeeded))}${rejected}.`
    case 'failed':
      return `Failed. ${job.message} ${keptText(job, locale)}`
    case 'canceled':
      return `Canceled. ${keptText(job, locale)}`
  }
}

function linksText(job: Job, users: string, locale: string): string {
  return isLinkDownload(job)
    ? `Links made: ${progressText(job, locale)}.`
    : `Ready: links for ${users}.`
}

/** Whether a file of links is being downloaded, or its download ended early. */
function isLinkDownload({ kind, state, processed }: Job): boolean {
  return kind === 'users.make-links' && state === 'awaiting-confirmation' && processed > 0
}

/** What a screen reader announces: a new phase and the result, but not every step between them. */
export function announcement(job: Job, reader: Reader): string {
  switch (job.state) {
    case 'checking':
      return 'Checking the file.'
    case 'running':
      return 'In progress.'
    case 'awaiting-confirmation':
      if (isLinkDownload(job)) return 'Making links.'
      return statusText(job, reader)
    default:
      return statusText(job, reader)
  }
}

export function progressText({ processed, total }: Job, locale: string): string {
  return `${formatNumber(processed, locale)} of ${formatNumber(total, locale)}`
}

function keptText(job: Job, locale: string): string {
  const { kind, succeeded } = job
  if (kind === 'audit.verify') return 'Nothing was changed.'
  const { noun, verb, done } = labelsOf(job)
  if (done && succeeded > 0) {
    return `Before that, ${done(formatCount(succeeded, noun, locale))}.`
  }
  if (succeeded === 0) return `No ${noun}s were ${verb}.`
  if (succeeded === 1) return `The ${noun} already ${verb} stays ${verb}.`
  return `The ${formatCount(succeeded, noun, locale)} already ${verb} stay ${verb}.`
}
