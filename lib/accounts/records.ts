import 'server-only'
import {
  accountColumns,
  editableAccountColumns,
  lockedAccountColumns,
} from '@/lib/accounts/columns'
import type { AccountView } from '@/lib/accounts/view'
import type { Actor } from '@/lib/auth/actor'
import { pickColumns, type Row, selectOf } from '@/lib/columns'
import { selectList } from '@/lib/db/columns'
import { type Database, SQL } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'

type LockedAccount = Row<typeof lockedAccountColumns>

export const accountNotFound = () => new AppError('not-found', 'Account not found.')

export const accountDeactivated = () =>
  new AppError('conflict', 'This account is deactivated. Reactivate it before changing it.')

/** Locks an account, so that its users and its state change one command at a time. */
export async function lockAccount(
  db: Database,
  actor: Actor,
  id: number | 'default',
): Promise<LockedAccount> {
  const condition = id === 'default' ? SQL.sql`default_account` : SQL.sql`id = ${id}`
  const account = await lockAccountWhere(db, actor, condition)
  if (!account) throw accountNotFound()
  return account
}

const columns = selectList(lockedAccountColumns)

export async function lockAccountWhere(
  db: Database,
  { organizationId }: Actor,
  condition: SQL.Sql,
): Promise<LockedAccount | undefined> {
  const [account] = await db.$queryRaw<LockedAccount[]>`
    SELECT ${columns} FROM accounts WHERE organization_id = ${organizationId} AND ${condition}
       FOR NO KEY UPDATE`
  return account
}

export function requireVersion(account: AccountView, version: number | undefined): void {
  if (version === undefined || version === account.version) return
  throw new AppError('stale', 'Someone else changed this account while you were editing it.', {
    current: pickColumns(editableAccountColumns, account),
    version: account.version,
  })
}

type AccountChange = Parameters<Database['account']['update']>[0]['data']

export function saveAccount(db: Database, id: number, change: AccountChange): Promise<AccountView> {
  return db.account.update({
    where: { id },
    data: { ...change, version: { increment: 1 } },
    select: selectOf(accountColumns),
  })
}
