import 'server-only'
import { type AuditEntry, writeAudit } from '@/lib/activity/audit-log'
import { type Actor, reloadActor } from '@/lib/auth/actor'
import { allows, type Permission } from '@/lib/auth/permissions'
import { database } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import { AppError } from '@/lib/errors'

export type OperationMeta = {
  name: string
  permission: Permission
  /**
   * For changes that would outlive a stolen session: a session's user must have proven recently who
   * they are. For some changes, `run` decides with `requireRecentAuthentication`.
   */
  recentAuthentication?: 'always' | 'for-some-changes'
}

// A page runs several queries for one actor; one audit row is enough for all of them.
const deniedActors = new WeakSet<Actor>()

/**
 * Returns the actor if they have the permission. A denial is written to the audit log: always, or
 * once for the actor of a request.
 */
export async function authorize(
  actor: Actor | null,
  operation: OperationMeta,
  audit: 'once' | 'always' = 'once',
): Promise<Actor> {
  if (!actor) throw new AppError('unauthenticated', 'Sign in to continue.')
  if (allows(actor, operation.permission)) return actor
  const isFirst = !deniedActors.has(actor)
  deniedActors.add(actor)
  if (isFirst || audit === 'always') await recordDenial(actor, operation)
  const message = 'Only organization administrators can do this.'
  throw new AppError('forbidden', message, { audited: true })
}

export function requireRecentAuthentication(actor: Actor): void {
  if (actor.recentlyAuthenticated) return
  const message = 'Enter your password to continue.'
  throw new AppError('reauthentication-required', message)
}

/** Authorizes the actor of long work again, as the database holds them now. */
export async function reauthorize(actor: Actor, operation: OperationMeta): Promise<Actor> {
  return authorize(await reloadActor(database(), actor), operation)
}

export function recordDenial(actor: Actor, { name, permission }: OperationMeta): Promise<void> {
  return writeDenial(actor, name, { permission })
}

/** Writes to the audit log what a rule about the record denied, but not a mistake in the input. */
export async function recordRejection(
  actor: Actor,
  { name }: OperationMeta,
  error: unknown,
): Promise<void> {
  if (!(error instanceof AppError) || !['forbidden', 'conflict'].includes(error.code)) return
  if (!error.audited) await writeDenial(actor, name, { reason: error.message })
}

function writeDenial(actor: Actor, operation: string, detail: AuditEntry['detail'] & object) {
  return transaction((db) => writeAudit(db, actor, [{ operation, outcome: 'refused', detail }]))
}
