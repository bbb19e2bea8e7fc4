import type { Job, JobKind, JobState } from '@/lib/jobs/view'

const ended: { [state in JobState]?: string } = {
  completed: 'This job is already complete.',
  failed: 'This job failed. Start a new one.',
  canceled: 'This job was canceled. Start a new one.',
}

const notAwaiting: { [state in JobState]?: string } = {
  ...ended,
  checking: 'The file is still being checked. Wait until the check is complete.',
  running: 'This job is already running.',
}

export function whyNotCancelable({ state }: Pick<Job, 'state'>): string | undefined {
  return ended[state]
}

const undoable: { [kind in JobKind]?: true } = {
  'accounts.delete': true,
  'users.deactivate': true,
  'users.reactivate': true,
  'users.grant-admin': true,
  'users.revoke-admin': true,
}

/** Whether a job has ended, has changed something, and Undo can take exactly that back. */
export function isUndoable(job: Job): boolean {
  return offersUndo(job) && ended[job.state] !== undefined && job.succeeded > 0
}

export function offersUndo({ kind }: Pick<Job, 'kind'>): boolean {
  return kind in undoable
}

export function whyNotConfirmable({ state }: Pick<Job, 'state'>): string | undefined {
  return notAwaiting[state]
}

/** Links can be downloaded again: each file has new ones. */
export function whyNotLinkable({ state }: Pick<Job, 'state'>): string | undefined {
  return state === 'canceled' ? ended.canceled : undefined
}
