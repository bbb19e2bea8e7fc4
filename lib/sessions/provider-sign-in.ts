import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import { recordDenialLater } from '@/lib/activity/denials'
import type { Origin } from '@/lib/auth/actor'
import { hashToken } from '@/lib/auth/tokens'
import type { Database } from '@/lib/db/sql'
import { transaction } from '@/lib/db/transaction'
import { ProviderError } from '@/lib/provider-error'
import type { Person } from '@/lib/providers/claims'
import { createUser } from '@/lib/providers/create-user'
import type { LoadedProvider } from '@/lib/providers/load'
import { type FoundUser, matchPerson } from '@/lib/providers/match-person'
import { authorOf, entryFor, type SignedIn, startSession } from '@/lib/sessions/start-session'

/** Signs in a person of whom the provider has proven who they are. Its second factor counts. */
export async function signInWithProvider(
  origin: Origin,
  provider: LoadedProvider,
  person: Person,
): Promise<SignedIn> {
  return transaction((db) => signInPerson(db, origin, provider, person)).catch((error: unknown) => {
    if (error instanceof ProviderError) auditDenial(origin, provider, person, error)
    throw error
  })
}

async function signInPerson(
  db: Database,
  origin: Origin,
  provider: LoadedProvider,
  person: Person,
): Promise<SignedIn> {
  await requireUnchanged(db, provider)
  const match = await matchPerson(db, provider, person)
  const user =
    match.kind === 'to-create'
      ? await createUser(db, origin, provider, { ...match, person })
      : match.user
  if (match.kind !== 'linked') await linkUser(db, origin, provider, user, person.subject)
  const session = await startSession(db, user, origin, { method: 'provider' })
  if (!user.active || !session) {
    throw new ProviderError('inactive', `${user.email} or their account is inactive.`, user)
  }
  await setAuthenticationTime(db, session.sessionToken, person.authenticatedAt)
  return session
}

/** Locks the provider, which may have been deactivated or changed since it was loaded. */
async function requireUnchanged(db: Database, { id, version, name }: LoadedProvider) {
  const unchanged = await db.$executeRaw`
    SELECT 1 FROM identity_providers WHERE id = ${id} AND version = ${version} AND active FOR SHARE`
  if (unchanged === 0) throw new ProviderError('unavailable', `${name} is inactive or has changed.`)
}

async function linkUser(
  db: Database,
  origin: Origin,
  { id: providerId, issuer }: LoadedProvider,
  user: FoundUser,
  subject: string,
): Promise<void> {
  const data = { providerId, issuer, subject, userId: user.id }
  await db.userIdentity.create({ data, select: { userId: true } })
  const target = { type: 'user', id: user.id } as const
  await writeAudit(db, authorOf(user, origin), [
    { operation: 'providers.link', outcome: 'done', target, detail: { providerId, subject } },
  ])
}

/** A provider remembers people, so they may have proven long ago who they are. */
async function setAuthenticationTime(db: Database, token: string, at: Date | undefined) {
  await db.$executeRaw`
    UPDATE sessions SET authenticated_at =
           least(now(), coalesce(${at ?? null}::timestamptz, now() - interval '1 hour'))
     WHERE id = ${hashToken(token)}`
}

function auditDenial(
  origin: Origin,
  { id: providerId, organizationId }: LoadedProvider,
  { email }: Person,
  { message, user }: ProviderError,
): void {
  const detail = { reason: message, providerId }
  if (user) {
    recordDenialLater(authorOf(user, origin), { ...entryFor(user), detail })
    return
  }
  const author = { organizationId, userId: null, email: null, origin }
  recordDenialLater(author, { operation: 'session.signIn', detail: { ...detail, email } })
}
