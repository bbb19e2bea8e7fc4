import { AppError } from '@/lib/errors'
import { requestPasskey } from '@/lib/passkeys/queries'
import { requestOrigin } from '@/lib/transport/request'

/** What a browser needs to ask for a passkey. Null if it can't have that now. */
export async function GET(): Promise<Response> {
  const request = await requestPasskey(await requestOrigin()).catch((error: unknown) => {
    if (error instanceof AppError) return null
    throw error
  })
  return Response.json(request, { headers: { 'Cache-Control': 'no-store' } })
}
