'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import type { FormState, RejectedState } from '@/lib/form-state'

const TIMEOUT_MS = 20_000
const LOST = 'The connection to the server was lost.'
const INVALID = "The server didn't send a valid response."
const LATE = "The server hasn't responded."

class ResponseTimeout extends Error {}

/**
 * Waits for the response of a server action. Whatever keeps it from arriving becomes a state,
 * because React would replace the form with the error page. Redirects still reach React.
 */
export async function receiveState<T>(
  response: Promise<FormState<T>>,
  timeoutMs = TIMEOUT_MS,
): Promise<FormState<T>> {
  const wasOffline = !navigator.onLine
  try {
    const state = await withTimeout(response, timeoutMs)
    // A page of the console, which a cache may send instead, resolves to undefined.
    return isFormState(state) ? state : unknownOutcome(INVALID)
  } catch (error) {
    unstable_rethrow(error)
    return toState(error, wasOffline)
  }
}

function withTimeout<T>(response: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      discardPendingAction()
      reject(new ResponseTimeout())
    }, ms)
    response.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

// Until it settles, the router shows no other state and calls no other action. Any change of the
// history makes it discard the action.
function discardPendingAction(): void {
  window.history.replaceState(null, '', window.location.href)
}

function isFormState(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'status' in value
}

function toState(error: unknown, wasOffline: boolean): RejectedState {
  if (unstable_isUnrecognizedActionError(error)) return outdated
  if (error instanceof ResponseTimeout) return unknownOutcome(LATE)
  // A failed fetch is a TypeError. So is a response that breaks off.
  if (!(error instanceof TypeError)) return unknownOutcome(INVALID)
  return wasOffline ? offline : unknownOutcome(LOST)
}

const nothingSubmitted = {
  errors: {},
  submittedValues: {},
  signedOut: false,
  reauthentication: undefined,
  link: undefined,
}

const offline: RejectedState = {
  status: 'failed',
  message: "You're offline, so nothing was sent. Try again when you're back online.",
  ...nothingSubmitted,
}

const outdated: RejectedState = {
  status: 'outdated',
  message: 'The console was updated after you opened this page, so nothing was saved.',
  ...nothingSubmitted,
}

function unknownOutcome(reason: string): RejectedState {
  return {
    status: 'unknown',
    message: `${reason} It is not known whether this was saved.`,
    ...nothingSubmitted,
  }
}
