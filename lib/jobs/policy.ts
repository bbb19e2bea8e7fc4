import type { Job, JobState } from '@/lib/jobs/view'

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

/** Whether a deletion has ended and has deleted something. */
export function isUndoable({ kind, state, succeeded }: Job): boolean {
  return kind === 'accounts.delete' && ended[state] !== undefined && succeeded > 0
}

export function whyNotConfirmable({ state }: Pick<Job, 'state'>): string | undefined {
  return notAwaiting[state]
}
