import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { fieldError } from '@/lib/errors'
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
 * Why these email addresses are taken, by address. Says whose an address is only if the user
 * belongs to the actor's organization.
 */
export async function explainTakenEmails(
  db: Database,
  { organizationId }: Pick<Actor, 'organizationId'>,
  emails: string[],
): Promise<Map<string, string>> {
  const owners = await db.$queryRaw<Owner[]>`
    SELECT u.email, u.organization_id AS "organizationId", u.id, u.first_name AS "firstName",
           u.last_name AS "lastName", u.active,
           json_build_object('id', a.id, 'name', a.name, 'active', a.active) AS account
      FROM users u JOIN accounts a ON a.id = u.account_id WHERE u.email = ANY(${emails}::text[])`
  return new Map(
    owners.map(({ email, ...owner }) => {
      const isOwn = owner.organizationId === organizationId
      return [email, emailTaken(isOwn ? { ...owner, name: fullName(owner) } : undefined)]
    }),
  )
}

export async function requireFreeEmail(db: Database, actor: Actor, email: string): Promise<void> {
  const message = (await explainTakenEmails(db, actor, [email])).get(email)
  if (message) throw fieldError('conflict', 'email', message)
}
