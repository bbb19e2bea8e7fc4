import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { errorResponse } from '@/lib/transport/api-response'
import { isSameOriginRequest, requestOrigin } from '@/lib/transport/request'
import { signOut } from '@/lib/transport/session'

export async function POST(): Promise<Response> {
  if (!(await isSameOriginRequest())) {
    const error = new AppError('forbidden', 'This form was not sent from this site.')
    return errorResponse(error, (await requestOrigin()).requestId)
  }
  const location = (await signOut()) ? paths.signIn : `${paths.signOut}?failed`
  return new Response(null, { status: 303, headers: { Location: location } })
}
