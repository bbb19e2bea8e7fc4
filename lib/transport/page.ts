import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Actor } from '@/lib/auth/actor'
import { authorize } from '@/lib/authorize'
import type { InputArgument, Query } from '@/lib/operation'
import { paths } from '@/lib/paths'
import { currentActor } from '@/lib/transport/session'

// Pages pass a new object each time, so the input is compared by its JSON.
const runQueryOnce = cache(
  async <O>(query: Query<never, O>, json: string): Promise<O> =>
    query.runUntrusted(await requireSettled(), JSON.parse(json)),
)

/** Runs a query for a page, once a request; visitors are redirected to sign in. */
export function runQuery<I, O>(query: Query<I, O>, ...[input]: InputArgument<I>): Promise<O> {
  return runQueryOnce(query, JSON.stringify(input ?? {}))
}

/** The administrator whom the console greets; everyone else is refused. */
export async function requireAdministrator(): Promise<Actor> {
  return authorize(await requireSettled(), { name: 'console.open', permission: 'accounts:read' })
}

/** Anyone who is signed in, e.g. to choose a new password. */
export async function requireSignedIn(): Promise<Actor> {
  return (await currentActor()) ?? toSignIn()
}

async function requireSettled(): Promise<Actor> {
  const actor = await requireSignedIn()
  if (actor.mustChangePassword) redirect(paths.newPassword)
  return actor
}

async function toSignIn(): Promise<never> {
  const path = (await headers()).get('x-request-path') ?? '/'
  redirect(paths.signInAndReturn(path))
}
