import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { findRequiredProvider } from '@/lib/auth/required-provider'
import type { Database } from '@/lib/db/sql'
import { AppError, type ErrorCode } from '@/lib/errors'

/**
 * Rejects a password or passkey of people who must sign in with a provider. Neither may prove who they
 * are, as neither signs them in.
 */
export async function requireOwnProof(
  db: Database,
  { userId: id }: Actor,
  code: ErrorCode = 'reauthentication-required',
): Promise<void> {
  const name = await findRequiredProvider(db, { id })
  if (name === undefined) return
  throw new AppError(code, `Your organization requires you to sign in with ${name}.`)
}
