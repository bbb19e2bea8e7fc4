import 'server-only'
import { headers } from 'next/headers'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { statusOf } from '@/lib/transport/api-response'
import { type PageError, reportPageError } from '@/lib/transport/page-error'

const style = `
  :root { color-scheme: light dark; font: 0.875rem/1.25rem system-ui, sans-serif }
  body { max-width: 30rem; margin: 20vh auto 0; padding: 0 1rem }
  h1 { font-size: 1.5rem; line-height: 2rem }`

/** The response of a route handler that failed. A page, because links lead to such routes. */
export async function errorDocument(error: unknown): Promise<Response> {
  const { message, status, requestId, retryAfter } = await describe(error)
  const nonce = (await headers()).get('x-nonce') ?? ''
  const reference = requestId && `<p>If it happens again, report request ID ${requestId}.</p>`
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This file couldn't be made · Accounts Console</title>
<style nonce="${nonce}">${style}</style>
<main>
  <h1>This file couldn't be made</h1>
  <p>${escapeHtml(message)}</p>
  ${reference ?? ''}
  <p><a href="">Try again</a> or go <a href="${paths.home}">back to the console</a>.</p>
</main>
</html>`
  const response = new Response(html, { status })
  response.headers.set('Content-Type', 'text/html; charset=utf-8')
  response.headers.set('Cache-Control', 'no-store')
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
  return response
}

async function describe(
  error: unknown,
): Promise<Partial<PageError> & { message: string; status: number }> {
  const isExplained = error instanceof AppError && error.code !== 'unavailable'
  if (!isExplained) return reportPageError(error)
  return { message: error.message, status: statusOf(error) }
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
