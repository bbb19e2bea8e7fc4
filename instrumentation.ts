import type { Instrumentation } from 'next'

/** Logs what an error boundary shows: its digest, with the ID of the request. */
export const onRequestError: Instrumentation.onRequestError = async (error, { path, headers }) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { log } = await import('@/lib/log')
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  log.error(
    { err: error, digest, requestId: headers['x-request-id'], path: path.split('?')[0] },
    'a page failed to render',
  )
}
