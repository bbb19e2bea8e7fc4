import 'server-only'
import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isAllowedOrigin } from '@/lib/transport/own-origin'
import { markActionReached, setStatus } from '@/lib/transport/status'

/** For an action: refuses a form that was sent from elsewhere. */
export async function requireSameOrigin(): Promise<void> {
  if (await checkSameOrigin()) return
  throw new AppError('forbidden', 'This form was not sent from this site.')
}

/** The same for an action whose form has no state to be refused in. */
export async function isSameOriginRequest(): Promise<boolean> {
  const here = await checkSameOrigin()
  if (!here) setStatus(403)
  return here
}

async function checkSameOrigin(): Promise<boolean> {
  markActionReached()
  const sent = await headers()
  return isAllowedOrigin({ origin: sent.get('origin'), host: sent.get('host') }, env().APP_URL)
}
