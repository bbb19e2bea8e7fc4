import 'server-only'
import { recordDenial } from '@/lib/activity/denials'
import type { NamedTarget } from '@/lib/activity/denied-target'
import { type Actor, reloadActor } from '@/lib/auth/actor'
import { allows, type Permission } from '@/lib/auth/permissions'
import { database } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

export type OperationMeta = {
  name: string
  permission: Permission
  /**
   * For what a stolen session must not do, such as changes that would outlive it: a session's user
   * must have proven recently who they are. For some changes, `run` decides with
   * `requireRecentAuthentication`.
   */
  recentAuthentication?: 'always' | 'for-some-changes'
}

/** Returns the actor if they have the permission. A denial is written to the audit log. */
export async function authorize(
  actor: Actor | null,
  operation: OperationMeta,
  targetFor?: (actor: Actor) => NamedTarget | undefined,
): Promise<Actor> {
  if (!actor) throw new AppError('unauthenticated', 'Sign in to continue.')
  if (allows(actor, operation.permission)) return actor
  await recordPermissionDenial(actor, operation, targetFor?.(actor))
  throw new AppError('forbidden', 'Only organization administrators can do this.')
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

export function recordPermissionDenial(
  actor: Actor,
  { name, permission }: OperationMeta,
  target?: NamedTarget,
): Promise<void> {
  return recordDenial(actor, { operation: name, target, detail: { permission } })
}

/** For a form that no operation gets, because it came from another site. */
export function recordFormDenial(actor: Actor, reason: string): Promise<void> {
  return recordDenial(actor, { operation: 'console.sendForm', detail: { reason } })
}

/** Writes to the audit log what a rule about the record denied, but not a mistake in the input. */
export async function recordRejection(
  actor: Actor,
  { name }: OperationMeta,
  error: unknown,
  target: NamedTarget | undefined,
): Promise<void> {
  if (!(error instanceof AppError) || !['forbidden', 'conflict'].includes(error.code)) return
  await recordDenial(actor, { operation: name, target, detail: { reason: error.message } })
}
