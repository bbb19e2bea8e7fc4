import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Database } from '@/lib/db/sql'
import { AppError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { ADMINISTRATORS_ONLY } from '@/lib/providers/policy'
import { lockProvider, saveProvider } from '@/lib/providers/records'
import { providerAccountSchema } from '@/lib/providers/schema'
import type { ProviderView } from '@/lib/providers/view'

type Chosen = { account: ProviderView['account']; changed: boolean }

/** Chooses the account in which unknown people get a user, or none. Repeated, does nothing. */
export const setProviderAccount = command({
  name: 'providers.setAccount',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: providerAccountSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  async run({ actor, db, input: { id, accountId }, audit }): Promise<Chosen> {
    const before = await lockProvider(db, actor, id)
    if (accountId !== null) await requireCustomerAccount(db, actor, accountId)
    const previous = before.account?.id ?? null
    if (accountId === previous) return { account: before.account, changed: false }
    const { account } = await saveProvider(db, id, { accountId })
    const detail = { before: { accountId: previous }, after: { accountId } }
    audit({ target: { type: 'provider', id }, detail })
    return { account, changed: true }
  },
})

async function requireCustomerAccount(
  db: Database,
  { organizationId }: Actor,
  id: number,
): Promise<void> {
  const account = await db.account.findFirst({
    where: { id, organizationId, active: true },
    select: { accountAdmin: true },
  })
  if (!account) throw new AppError('not-found', 'No active account has this ID.')
  if (account.accountAdmin) throw new AppError('conflict', ADMINISTRATORS_ONLY)
}
