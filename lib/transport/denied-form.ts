import 'server-only'
import { findActorBySession, type Origin } from '@/lib/auth/actor'
import { recordFormDenial } from '@/lib/authorize'
import { log } from '@/lib/log'

/**
 * Writes to the audit log that a form was rejected before any operation got it. A form without a
 * session belongs to no organization, so only the log of requests has it.
 */
export async function recordDeniedForm(
  sessionToken: string | undefined,
  origin: Origin,
  reason: string,
): Promise<void> {
  if (!sessionToken) return
  try {
    const actor = await findActorBySession(sessionToken, origin)
    if (actor) await recordFormDenial(actor, reason)
  } catch (error) {
    // The form is rejected whether or not the database is there.
    log.error({ err: error, requestId: origin.requestId }, 'a rejected form was not audited')
  }
}
