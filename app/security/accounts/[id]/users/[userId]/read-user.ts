import { getActiveAccount } from '@/lib/accounts/queries'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { getActiveUser } from '@/lib/users/queries'

export async function readUser(params: { id: string; userId: string }) {
  const [account, { user, situation: adminContext }] = await Promise.all([
    runQuery(getActiveAccount, { id: params.id }),
    runQuery(getActiveUser, { id: params.userId }),
  ])
  if (user.accountId !== account.id) throw new AppError('not-found', 'There is no such user.')
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: account.name, href: paths.account(account.id) },
  ]
  return { account, user, adminContext, crumbs }
}
