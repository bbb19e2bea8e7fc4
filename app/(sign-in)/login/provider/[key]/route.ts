import type { NextRequest } from 'next/server'
import { startProviderFlow } from '@/lib/transport/provider-sign-in'
import { safePath } from '@/lib/transport/request'

/**
 * A link leads here, because `form-action 'self'` keeps a form from being redirected to another site.
 * Signs in or, with `confirm`, proves again who uses the session.
 */
export async function GET(
  { nextUrl: { searchParams } }: NextRequest,
  { params }: RouteContext<'/login/provider/[key]'>,
): Promise<Response> {
  const { key } = await params
  const next = safePath(searchParams.get('next'))
  const purpose = searchParams.has('confirm') ? 'confirm' : 'sign-in'
  return startProviderFlow({ key, purpose, next }, searchParams.get('email')?.slice(0, 254))
}
