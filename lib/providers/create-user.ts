import 'server-only'
import { writeAudit } from '@/lib/activity/audit-log'
import type { Origin } from '@/lib/auth/actor'
import { NO_PASSWORD } from '@/lib/auth/password-hash'
import type { Database } from '@/lib/db/sql'
import { ProviderError } from '@/lib/provider-error'
import type { Person } from '@/lib/providers/claims'
import type { FoundUser, Provider } from '@/lib/providers/match-person'
import { searchKey } from '@/lib/users/search-key'

type NewUser = { email: string; accountId: number; person: Person }

/** Adds a user without a password and without a role. */
export async function createUser(
  db: Database,
  origin: Origin,
  { id: providerId, organizationId }: Provider,
  { email, accountId, person: { firstName, lastName } }: NewUser,
): Promise<FoundUser> {
  await requireCustomerAccount(db, organizationId, accountId)
  const fields = { organizationId, accountId, email, firstName, lastName }
  const { id } = await db.user.create({
    data: { ...fields, passwordHash: NO_PASSWORD, searchKey: searchKey(fields) },
    select: { id: true },
  })
  const author = { organizationId, userId: id, email, origin }
  const after = { accountId, email, firstName, lastName }
  await writeAudit(db, author, [
    {
      operation: 'users.add',
      outcome: 'done',
      target: { type: 'user', id },
      detail: { providerId, after },
    },
  ])
  return { id, organizationId, email, active: true }
}

async function requireCustomerAccount(db: Database, organizationId: number, id: number) {
  const [account] = await db.$queryRaw<{ active: boolean; accountAdmin: boolean }[]>`
    SELECT active, account_admin AS "accountAdmin" FROM accounts
     WHERE id = ${id} AND organization_id = ${organizationId} FOR NO KEY UPDATE`
  if (account?.active && !account.accountAdmin) return
  const reason = account?.active ? 'makes all its users Account Admins' : 'is not active'
  throw new ProviderError('no-user', `New users can't be created: account ${id} ${reason}.`)
}
