import 'server-only'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/auth/actor'
import { authorize } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import type { InputArgument, Query } from '@/lib/operation'
import { paths } from '@/lib/paths'
import { requestPath } from '@/lib/transport/request'
import { requiredStep } from '@/lib/transport/required-step'
import { currentActor } from '@/lib/transport/session'
import { currentFormBody } from '@/lib/transport/status'

// Pages pass a new object each time, so the input is compared by its JSON.
const runQueryOnce = cache(
  async <O>(query: Query<never, O>, json: string): Promise<O> =>
    query.runUntrusted(await requireActor(), JSON.parse(json)),
)

export function runQuery<I, O>(query: Query<I, O>, ...args: InputArgument<I>): Promise<O> {
  const [input] = args
  return runQueryOnce(query, JSON.stringify(input ?? {}))
}

export async function requireAdministrator(): Promise<Actor> {
  return authorize(await requireActor(), { name: 'console.open', permission: 'accounts:read' })
}

/** Redirects visitors to sign in, and users who have to do something first to its page. */
async function requireActor(): Promise<Actor> {
  const actor = await requireSignedIn()
  const step = await requiredStep(actor)
  if (step) redirect(step)
  return actor
}

export async function requireSignedIn(): Promise<Actor> {
  const actor = await currentActor()
  if (actor) return actor
  // A redirect would lose what was entered.
  if (currentFormBody()) throw new AppError('unauthenticated', 'Your session has ended.')
  redirect(paths.signInAndReturn(await requestPath()))
}
