import type { NextRequest } from 'next/server'
import { readFields } from '@/app/api/auth/[...nextauth]/fields'
import { AppError } from '@/lib/errors'
import { errorResponse, HttpError } from '@/lib/transport/api-response'
import { finishProviderFlow } from '@/lib/transport/provider-sign-in'
import { requestOrigin } from '@/lib/transport/request'
import { callNextAuth } from '@/lib/transport/session'

type Context = RouteContext<'/api/auth/[...nextauth]'>

// All that a client of next-auth needs. The console has its own pages.
const served = [
  'GET csrf',
  'GET providers',
  'GET session',
  'POST callback/credentials',
  'POST callback/second-factor',
  'POST signout',
]

/** Where an identity provider sends people back. */
const returnPath = /^callback\/([\da-f-]{36})$/

async function handler(request: NextRequest, context: Context): Promise<Response> {
  try {
    const { nextauth } = await context.params
    const path = nextauth.join('/')
    const [, key] = returnPath.exec(path) ?? []
    if (request.method === 'GET' && key) {
      return await finishProviderFlow(key, request.nextUrl.searchParams)
    }
    if (!served.includes(`${request.method} ${path}`)) throw new HttpError(404, 'Not found.')
    if (request.method === 'GET') return await callNextAuth(path)
    const { json, ...fields } = await readFields(request)
    const response = await callNextAuth(path, fields)
    return json === 'true' ? withLocationInBody(response) : response
  } catch (error) {
    return errorResponse(asHttpError(error), (await requestOrigin()).requestId)
  }
}

/** A script doesn't see the location of a redirect. */
function withLocationInBody({ headers }: Response): Response {
  return Response.json({ url: headers.get('location') })
}

function asHttpError(error: unknown): unknown {
  const isWrongPassword =
    error instanceof AppError && error.code === 'invalid' && Object.keys(error.fields).length === 0
  return isWrongPassword ? new HttpError(401, error.message) : error
}

export { handler as GET, handler as POST }
