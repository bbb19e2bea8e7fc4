import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import { cache } from 'react'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { logUnavailable } from '@/lib/transport/log-unavailable'
import { requestOrigin } from '@/lib/transport/request'
import { setRetryAfter, setStatus } from '@/lib/transport/status'

/** What a page says about an error that it can't explain. */
export type PageError = {
  message: string
  /** The ID under which the error is logged. */
  requestId: string
  status: number
  /** Seconds to wait. */
  retryAfter?: number | undefined
}

/** Logs the error, once per page, and sets the status of the page. */
export const reportPageError = cache(async (error: unknown): Promise<PageError> => {
  // Redirects are thrown too.
  unstable_rethrow(error)
  const { requestId } = await requestOrigin()
  const isUnavailable = error instanceof AppError && error.code === 'unavailable'
  if (isUnavailable) logUnavailable(error, requestId)
  else log.error({ err: error, requestId }, 'a page failed')
  const status = isUnavailable ? 503 : 500
  const retryAfter = isUnavailable ? error.retryAfter : undefined
  const message = isUnavailable
    ? error.message
    : 'Something went wrong on our side. Try again in a moment.'
  setStatus(status)
  if (retryAfter !== undefined) setRetryAfter(retryAfter)
  return { message, requestId, status, retryAfter }
})
