import type { NextRequest } from 'next/server'
import { askNextAuth } from '@/app/api/auth/[...nextauth]/ask'
import { sentFields } from '@/app/api/auth/[...nextauth]/fields'
import { errorResponse, HttpError } from '@/lib/transport/api-response'
import { requestOrigin } from '@/lib/transport/request'

type Context = RouteContext<'/api/auth/[...nextauth]'>

// All that a client of next-auth needs. Its pages are not served: the console has its own.
const served = [
  'GET csrf',
  'GET providers',
  'GET session',
  'POST callback/credentials',
  'POST signout',
]

async function handler(request: NextRequest, context: Context): Promise<Response> {
  const origin = await requestOrigin()
  try {
    const { nextauth: path } = await context.params
    const call = `${request.method} ${path.join('/')}`
    if (!served.includes(call)) throw new HttpError(404, 'There is nothing here.')
    const fields = request.method === 'POST' ? await sentFields(request) : undefined
    const { json, ...sent } = fields ?? {}
    const asked = { url: request.url, path, origin, fields: fields && sent }
    const answer = await askNextAuth(asked)
    // Asking must neither prolong a session in the browser nor take it away.
    if (call === 'GET session') answer.headers.delete('set-cookie')
    return json === 'true' ? asJson(answer) : answer
  } catch (error) {
    return errorResponse(error, origin.requestId)
  }
}

/** Where it leads to in the body, for a script that would not see it in a redirection. */
function asJson({ headers }: Response): Response {
  const kept = new Headers(headers)
  const url = kept.get('location')
  kept.delete('location')
  kept.set('content-type', 'application/json')
  return new Response(JSON.stringify({ url }), { headers: kept })
}

export { handler as GET, handler as POST }
