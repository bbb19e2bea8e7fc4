import 'server-only'
import { headers } from 'next/headers'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { isOwnOrigin } from '@/lib/transport/own-origin'
import { noteUnderstood, setStatus } from '@/lib/transport/status'

/** For an action: refuses a form that was sent from elsewhere. */
export async function requireSameSite(): Promise<void> {
  if (await isSameSite()) return
  throw new AppError('forbidden', 'This form was not sent from this site.')
}

/** The same for an action whose form has no state to be refused in. */
export async function isSentFromHere(): Promise<boolean> {
  const here = await isSameSite()
  if (!here) setStatus(403)
  return here
}

async function isSameSite(): Promise<boolean> {
  noteUnderstood()
  const sent = await headers()
  return isOwnOrigin({ origin: sent.get('origin'), host: sent.get('host') }, env().APP_URL)
}
