import 'server-only'
import { recordDenialLater } from '@/lib/activity/denials'
import type { Actor } from '@/lib/auth/actor'
import { consumePasskeyAttempt, resetPasskeyAttempts } from '@/lib/auth/passkey-attempts'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import { requiresProvider } from '@/lib/auth/required-provider'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import type { Reauthentication } from '@/lib/form-state'
import { command, query } from '@/lib/operation'
import { acceptAssertion } from '@/lib/passkeys/accept'
import { newOwnRequest } from '@/lib/passkeys/own-request'
import { findPasskey } from '@/lib/passkeys/records'
import { type Assertion, assertionSchema } from '@/lib/passkeys/schema'
import { verifyAssertion } from '@/lib/passkeys/verify'
import { requireOwnProof } from '@/lib/sessions/own-proof'
import { renewSession } from '@/lib/sessions/records'
import { emptySchema } from '@/lib/sessions/schema'

/** How the actor can prove again who they are. */
export const getReauthentication = query({
  name: 'session.getReauthentication',
  permission: 'profile',
  input: emptySchema,
  async run({ actor: { userId: id }, db }): Promise<Reauthentication> {
    const isOwnProofEnough = !(await requiresProvider(db, { id }))
    const withoutPassword = { id, passwordHash: NO_PASSWORD }
    return {
      hasPassword: isOwnProofEnough && (await db.user.count({ where: withoutPassword })) === 0,
      passkey: isOwnProofEnough ? await newOwnRequest(db, id) : null,
      provider: await db.identityProvider.findFirst({
        where: { active: true, identities: { some: { userId: id } } },
        select: { key: true, name: true },
        orderBy: { id: 'asc' },
      }),
    }
  },
})

const name = 'session.confirmPasskey'

/** Like `confirmPassword`, with a passkey of the actor. */
export const confirmPasskey = command({
  name,
  permission: 'profile',
  input: assertionSchema,
  target: (_input, { userId }) => ({ type: 'user', id: userId }),
  prepare: ({ actor, db, input: { assertion } }) => verifyOwnPasskey(actor, db, assertion),
  async run({ actor, db, prepared, audit }): Promise<{ sessionToken: string }> {
    const { passkey, verified } = prepared
    const reason = await acceptAssertion(db, passkey, verified)
    if (reason) deny(actor, notConfirmed(), reason)
    const sessionToken = await renewSession(db, actor)
    audit({ target: { type: 'user', id: actor.userId } })
    return { sessionToken }
  },
})

async function verifyOwnPasskey(actor: Actor, db: Database, assertion: Assertion) {
  await requireOwnProof(db, actor)
  const { userId, origin } = actor
  const credentialId = assertion.id
  const attempt = { credentialId, userId, address: origin.address, device: undefined }
  await consumePasskeyAttempt(attempt).catch((error: unknown) => deny(actor, error))
  const passkey = await findPasskey(db, credentialId)
  const use = { purpose: 'confirm', userId } as const
  const verified = passkey && (await verifyAssertion(assertion, passkey, use))
  if (!verified || passkey.user.id !== userId) {
    return deny(actor, notConfirmed(), 'The passkey is not valid.')
  }
  await resetPasskeyAttempts(attempt)
  return { passkey, verified }
}

function notConfirmed(): AppError {
  const message = "This passkey can't be used here. Try again, or enter your password to continue."
  return new AppError('reauthentication-required', message)
}

function deny(actor: Actor, error: unknown, reason?: string): never {
  if (error instanceof AppError) {
    const target = { type: 'user', id: actor.userId } as const
    const kind = error.code === 'rate-limited' ? error.code : 'wrong-password'
    const detail = { reason: reason ?? error.message }
    recordDenialLater(actor, { operation: name, target, kind, detail })
  }
  throw error
}
