import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { allows } from '@/lib/auth/permissions'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
import { queueMails } from '@/lib/mail/queue'
import { paths } from '@/lib/paths'
import { type EmailOwner, emailTaken } from '@/lib/taken'
import { fullName } from '@/lib/users/view'

type Owner = {
  email: string
  organizationId: number
  id: number
  firstName: string
  lastName: string
  active: boolean
  account: EmailOwner['account']
}

/**
 * The users who have these email addresses, by address: undefined for a user of another
 * organization, of whom nothing may be revealed.
 */
async function findEmailOwners(
  db: Database,
  { organizationId }: Pick<Actor, 'organizationId'>,
  emails: string[],
): Promise<Map<string, EmailOwner | undefined>> {
  const owners = await db.$queryRaw<Owner[]>`
    SELECT u.email, u.organization_id AS "organizationId", u.id, u.first_name AS "firstName",
           u.last_name AS "lastName", u.active,
           json_build_object('id', a.id, 'name', a.name, 'active', a.active) AS account
      FROM users u JOIN accounts a ON a.id = u.account_id WHERE u.email = ANY(${emails}::text[])`
  return new Map(
    owners.map(({ email, ...owner }) => {
      const isOwn = owner.organizationId === organizationId
      return [email, isOwn ? { ...owner, name: fullName(owner) } : undefined]
    }),
  )
}

/** Why these email addresses are taken, by address. */
export async function explainTakenEmails(
  db: Database,
  actor: Pick<Actor, 'organizationId'>,
  emails: string[],
): Promise<Map<string, string>> {
  const owners = await findEmailOwners(db, actor, emails)
  return new Map([...owners].map(([email, owner]) => [email, emailTaken(owner)]))
}

/** Rejects an email address that a user has, whom only administrators may know. */
export async function requireFreeEmail(db: Database, actor: Actor, email: string): Promise<void> {
  const owners = await findEmailOwners(db, actor, [email])
  if (!owners.has(email)) return
  const owner = allows(actor, 'users:read') ? owners.get(email) : undefined
  // No page shows a user of a deleted account.
  const link = owner?.account.active
    ? { href: paths.user({ id: owner.id, accountId: owner.account.id }), label: 'Show user' }
    : undefined
  throw fieldError('conflict', 'email', emailTaken(owner), link)
}

/** Writes to the old addresses, so that their owners learn of a change that they didn't want. */
export async function reportNewEmails(
  db: Database,
  { userId: actorId, organizationId }: Pick<Actor, 'userId' | 'organizationId'>,
  changes: { before: { id: number; email: string }; newEmail: string }[],
): Promise<void> {
  const mails = changes.map(({ before: { id: userId, email: to }, newEmail }) => {
    const changedBy = userId === actorId ? ('user' as const) : ('administrator' as const)
    const parameters = { newEmail, changedBy }
    return { organizationId, userId, to, template: 'email-changed' as const, parameters }
  })
  await queueMails(db, mails)
}
