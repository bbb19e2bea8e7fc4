import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
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

/** Rejects an email address with the name of the user who has it. */
export async function requireFreeEmail(db: Database, actor: Actor, email: string): Promise<void> {
  const owners = await findEmailOwners(db, actor, [email])
  if (!owners.has(email)) return
  const owner = owners.get(email)
  // No page shows a user of a deleted account.
  const link = owner?.account.active
    ? { href: paths.user({ id: owner.id, accountId: owner.account.id }), label: 'Show user' }
    : undefined
  throw fieldError('conflict', 'email', emailTaken(owner), link)
}
