import { paths } from '@/lib/paths'
import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { Actor } from '@/lib/auth/actor'
import { authorize } from '@/lib/operation'
import { currentActor } from '@/lib/transport/request'

type Query<O> = (actor: Actor | null, input?: unknown) => Promise<O>

/** Runs a query for a page; whoever is not signed in is sent to do so. */
export async function runQuery<O>(query: Query<O>, input?: unknown): Promise<O> {
  return query(await requireSettled(), input)
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
