import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { paths } from '@/lib/paths'
import { logUnavailable } from '@/lib/transport/log-unavailable'
import { requestOrigin, requestPath } from '@/lib/transport/request'
import { setRetryAfter, setStatus } from '@/lib/transport/status'
import { currentSubmission, type Submission } from '@/lib/transport/submission'

/** What a page says instead of what it was opened for. */
export type PageError = {
  title: string
  message: string
  status: number
  /** The ID under which the error is logged; undefined if it isn't an error of the server. */
  requestId?: string
  /** Seconds to wait. */
  retryAfter?: number | undefined
  /** The page where a new session begins. */
  signInHref?: string
  submission?: Submission | undefined
}

const title = "This page couldn't be shown"

/** Logs the error, once per page, and sets the status of the page. */
export const reportPageError = cache(async (error: unknown): Promise<PageError> => {
  // Redirects are thrown too.
  unstable_rethrow(error)
  const response = { ...(await describe(error)), submission: await currentSubmission() }
  setStatus(response.status)
  if (response.retryAfter !== undefined) setRetryAfter(response.retryAfter)
  return response
})

async function describe(error: unknown): Promise<PageError> {
  const { requestId } = await requestOrigin()
  if (error instanceof AppError && error.code === 'unauthenticated') {
    const signInHref = paths.signInAndReturn(await requestPath())
    const message = 'Sign in in a new tab. Then come back to this one.'
    return {
      title: 'Your session has ended',
      message,
      status: 401,
      signInHref,
    }
  }
  if (error instanceof AppError && error.code === 'unavailable') {
    logUnavailable(error, requestId)
    const { message, retryAfter } = error
    return { title, message, status: 503, requestId, retryAfter }
  }
  log.error({ err: error, requestId }, 'a page failed')
  const message = 'Something went wrong on our side. Try again in a moment.'
  return { title, message, status: 500, requestId }
}
