import { AsyncLocalStorage } from 'node:async_hooks'
import { processSingleton } from '@/lib/process-singleton'

type Answer = { statusCode: number; actionReached?: boolean }

const responses = processSingleton('responses', () => new AsyncLocalStorage<Answer | undefined>())

/** Runs work for a request whose answer may be given another status while it is rendered. */
export function withResponse<T>(answer: Answer | undefined, work: () => T): T {
  return responses.run(answer, work)
}

/**
 * Gives the page that is being rendered another status than 200. Next's own way, to throw, leaves
 * the document empty until script fills it, so that there is nothing to see without script.
 */
export function setStatus(status: number): void {
  const answer = responses.getStore()
  if (answer) answer.statusCode = status
}

/**
 * Notes that an action was reached. Next answers 500 to a form that it cannot even read; what
 * fails from here on is this program's fault, what failed before was the sender's.
 */
export function markActionReached(): void {
  const answer = responses.getStore()
  if (answer) answer.actionReached = true
}
