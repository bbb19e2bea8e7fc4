import 'server-only'
import { headers } from 'next/headers'
import { forbidden, notFound, redirect } from 'next/navigation'
import type { Actor } from '@/lib/auth/actor'
import { allows } from '@/lib/auth/permissions'
import { AppError } from '@/lib/errors'
import { currentActor } from '@/lib/transport/request'

type Query<O> = (actor: Actor | null, input?: unknown) => Promise<O>

/** Runs a query for a page: whoever may not see it gets the sign-in, 403 or 404 page instead. */
export async function read<O>(query: Query<O>, input?: unknown): Promise<O> {
  const actor = await currentActor()
  if (!actor) return toSignIn()
  if (actor.mustChangePassword) redirect('/new-password')
  return query(actor, input).catch(onPage)
}

/** The administrator whom the shell of the console greets; everyone else is sent away. */
export async function requireAdministrator(): Promise<Actor> {
  const actor = await currentActor()
  if (!actor) return toSignIn()
  if (actor.mustChangePassword) redirect('/new-password')
  if (!allows(actor, 'accounts:read')) forbidden()
  return actor
}

/** Anyone who is signed in, e.g. to choose a new password. */
export async function requireSignedIn(): Promise<Actor> {
  return (await currentActor()) ?? toSignIn()
}

async function toSignIn(): Promise<never> {
  const path = (await headers()).get('x-request-path') ?? '/'
  redirect(`/login?next=${encodeURIComponent(path)}`)
}

function onPage(error: unknown): never {
  if (!(error instanceof AppError)) throw error
  if (error.code === 'forbidden') forbidden()
  if (error.code === 'not-found' || error.code === 'invalid') notFound()
  throw error
}
