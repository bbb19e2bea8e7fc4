import 'server-only'
import { accountSelect } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

/** Locks the account's row, so that its users and its state change one command at a time. */
export async function lockAccount(db: Database, actor: Actor, id: number | 'default') {
  const { organizationId } = actor
  const where = id === 'default' ? { organizationId, defaultAccount: true } : { organizationId, id }
  const select = { ...accountSelect, accountAdmin: true, deactivationId: true }
  const missing = () => new AppError('not-found', 'There is no such account.')
  const found = await db.account.findFirst({ where, select: { id: true } })
  if (!found) throw missing()
  await db.$executeRaw`SELECT 1 FROM accounts WHERE id = ${found.id} FOR NO KEY UPDATE`
  const account = await db.account.findUnique({ where: { id: found.id }, select })
  if (!account) throw missing()
  return account
}
