import 'server-only'
import type { AppError } from '@/lib/errors'
import { log } from '@/lib/log'

/** Logs why a request could not be served, which its response doesn't say. Nothing for other errors. */
export function logUnavailable(error: AppError, requestId: string): void {
  if (error.code !== 'unavailable') return
  log.warn({ err: error.cause ?? error, requestId }, 'unavailable: try again later')
}
