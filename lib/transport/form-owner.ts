import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { displayEmail } from '@/lib/display-email'
import { AppError } from '@/lib/errors'

/** A form that was opened before someone else signed in, in another tab of the browser. */
export class OtherUserError extends AppError {
  constructor({ email }: Actor) {
    super(
      'unauthenticated',
      `Someone else, ${displayEmail(email)}, is signed in in this browser now, so nothing was saved.`,
    )
  }
}

/** Rejects what one person entered and another would save. `owner` is an ID from the form, if any. */
export function requireFormOwner(actor: Actor | null, owner: unknown): void {
  if (actor && owner !== undefined && owner !== String(actor.userId))
    throw new OtherUserError(actor)
}
