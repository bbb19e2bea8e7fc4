import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { getProvider } from '@/lib/providers/queries'
import { errorResponse } from '@/lib/transport/api-response'
import { startProviderFlow } from '@/lib/transport/provider-sign-in'
import { requestOrigin } from '@/lib/transport/request'
import { currentActor } from '@/lib/transport/session'

/** Starts the whole sign-in of the administrator, which changes nothing but the date of the test. */
export async function GET(
  _: Request,
  { params }: RouteContext<'/security/settings/providers/[id]/test'>,
): Promise<Response> {
  try {
    const { key, id } = await getProvider.runUntrusted(await currentActor(), await params)
    return startProviderFlow({ key, purpose: 'test', next: paths.provider(id) })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return errorResponse(error, (await requestOrigin()).requestId)
  }
}
