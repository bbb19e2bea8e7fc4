import 'server-only'
import { headers } from 'next/headers'
import { AppError } from '@/lib/errors'
import { statusOf } from '@/lib/transport/api-response'
import { errorHtml } from '@/lib/transport/error-html'
import { reportPageError } from '@/lib/transport/page-error'

type Failure = {
  message: string
  status: number
  requestId?: string
  retryAfter?: number | undefined
}

const title = "This file couldn't be created"

/** The response of a route handler that failed. A page, because links lead to such routes. */
export async function errorDocument(error: unknown): Promise<Response> {
  const { message, status, requestId, retryAfter } = await describe(error)
  const nonce = (await headers()).get('x-nonce') ?? ''
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Accounts Console</title>
${errorHtml({ title, message, requestId, nonce })}
</html>`
  const response = new Response(html, { status })
  response.headers.set('Content-Type', 'text/html; charset=utf-8')
  response.headers.set('Cache-Control', 'no-store')
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
  return response
}

async function describe(error: unknown): Promise<Failure> {
  const isExplained = error instanceof AppError && error.code !== 'unavailable'
  return isExplained ? { message: error.message, status: statusOf(error) } : reportPageError(error)
}
