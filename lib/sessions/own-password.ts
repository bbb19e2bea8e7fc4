import 'server-only'
import { passwordDenial, recordDenialLater } from '@/lib/activity/denials'
import type { Actor } from '@/lib/auth/actor'
import {
  consumeOwnPasswordAttempt,
  resetOwnPasswordAttempts,
} from '@/lib/auth/own-password-attempts'
import { verifyPassword } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

type Verification = {
  actor: Actor
  db: Database
  password: string
  /** For the audit log, if the password is denied. */
  operation: string
  wrong: AppError
}

type VerifiedPassword = { passwordChangedAt: Date }

/** Verifies the password of a signed-in user. Returns its age for `requireSamePassword`. */
export async function verifyOwnPassword(verification: Verification): Promise<VerifiedPassword> {
  const { actor, db, password, wrong } = verification
  const { userId: id } = actor
  await consumeOwnPasswordAttempt(id).catch((error: unknown) => deny(verification, error))
  const { passwordHash, passwordChangedAt } = await db.user.findUniqueOrThrow({
    where: { id },
    select: { passwordHash: true, passwordChangedAt: true },
  })
  if (!(await verifyPassword(passwordHash, password))) deny(verification, wrong)
  await resetOwnPasswordAttempts(id)
  return { passwordChangedAt }
}

/**
 * Locks the user, whose password may have changed since it was verified. A sign-in may have renewed its
 * hash, which is no change.
 */
export async function requireSamePassword(
  db: Database,
  { userId: id }: Actor,
  { passwordChangedAt }: VerifiedPassword,
): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM users WHERE id = ${id} FOR UPDATE`
  if ((await db.user.count({ where: { id, passwordChangedAt } })) > 0) return
  const message = 'Your password has changed since you opened this page. Sign in again.'
  throw new AppError('conflict', message)
}

function deny({ actor, operation }: Verification, error: unknown): never {
  if (error instanceof AppError) {
    const target = { type: 'user', id: actor.userId } as const
    recordDenialLater(actor, { operation, target, ...passwordDenial(error) })
  }
  throw error
}
