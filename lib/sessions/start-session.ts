import 'server-only'
import { SIGN_IN, writeAudit } from '@/lib/activity/audit-log'
import { recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { findRequiredProvider } from '@/lib/auth/required-provider'
import { newTrustedDevice, verifyTrustedDevice } from '@/lib/auth/trusted-device'
import { browserName } from '@/lib/browser-name'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { queueMail } from '@/lib/mail/queue'
import { type SignInMethod, usesPassword } from '@/lib/sessions/policy'
import { createSession } from '@/lib/sessions/records'

export type SignedIn = {
  sessionToken: string
  deviceToken: string
  /** Whether the user has never signed in with this browser, as far as its cookie tells. */
  isNewDevice: boolean
}

export type SignInUser = { id: number; organizationId: number; email: string }

/**
 * Signs a user in who has proven who they are, in the transaction that proved it. Every way of
 * signing in ends here. Undefined if the user or their account is inactive.
 */
export async function startSession(
  db: Database,
  user: SignInUser,
  origin: Origin,
  { method }: { method: SignInMethod },
): Promise<SignedIn | undefined> {
  const { id } = user
  if (method !== 'provider') await requireOwnSignIn(db, user, origin)
  const [updated] = await db.$queryRaw<{ isFirst: boolean }[]>`
    WITH signed_in AS (
           UPDATE users u
              SET last_login_at = now(),
                  initial_password = initial_password AND NOT ${usesPassword(method)}
             FROM accounts a
            WHERE u.id = ${id} AND u.active AND a.id = u.account_id AND a.active
           RETURNING u.account_id,
             (SELECT before.last_login_at IS NULL FROM users before WHERE before.id = u.id) AS first),
         -- A sign-in never waits for a change of its account, nor for other sign-ins there.
         seen AS (
           UPDATE accounts SET last_activity_at = now()
            WHERE id = (SELECT a.id FROM accounts a JOIN signed_in ON a.id = signed_in.account_id
                           FOR NO KEY UPDATE OF a SKIP LOCKED))
    SELECT first AS "isFirst" FROM signed_in`
  if (!updated) return undefined
  const { isFirst } = updated
  const sessionToken = await createSession(db, id, origin, method)
  const device = verifyTrustedDevice(id, origin.deviceToken)
  const { token: deviceToken } = device ?? newTrustedDevice(id)
  if (!device && !isFirst) await reportNewDevice(db, user, origin)
  await writeAudit(db, authorOf(user, origin), [
    { ...entryFor(user), outcome: 'done', detail: { method } },
  ])
  return { sessionToken, deviceToken, isNewDevice: device === undefined }
}

async function reportNewDevice(db: Database, user: SignInUser, origin: Origin): Promise<void> {
  const { id: userId, organizationId, email: to } = user
  const mail = { organizationId, userId, to, template: 'new-device' as const }
  const parameters = { browser: browserName(origin.userAgent), address: origin.address }
  await queueMail(db, { ...mail, parameters })
}

/** Rejects every other way of signing in of people who must use an identity provider. */
export async function requireOwnSignIn(
  db: Database,
  user: SignInUser,
  origin: Origin,
): Promise<void> {
  const name = await findRequiredProvider(db, user)
  if (name === undefined) return
  const message = `Your organization requires you to sign in with ${name}. Go back, enter your email address and continue with ${name}.`
  recordDenialLater(authorOf(user, origin), { ...entryFor(user), detail: { reason: message } })
  throw new AppError('forbidden', message)
}

/** The author of audit rows about a sign-in. */
export function authorOf({ id, organizationId, email }: SignInUser, origin: Origin) {
  return { organizationId, userId: id, email, origin }
}

export function entryFor({ id }: Pick<SignInUser, 'id'>) {
  return { operation: SIGN_IN, target: { type: 'user' as const, id } }
}
