import type { Instrumentation } from 'next'

export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { reportRenderError } = await import('@/lib/transport/render-error')
  reportRenderError(error, request)
}
