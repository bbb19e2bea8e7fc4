import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { getActiveUser } from '@/lib/users/queries'

/** The user of a page below their account's page, with the breadcrumbs that lead to it. */
export async function readUser({ id, userId }: { id: string; userId: string }) {
  const { user, adminContext, link } = await runQuery(getActiveUser, { id: userId })
  if (String(user.accountId) !== id) throw new AppError('not-found', 'User not found.')
  const crumbs = [
    { label: 'Accounts', href: paths.accounts },
    { label: user.account.name, href: paths.account(user.accountId) },
  ]
  return { user, adminContext, link, crumbs }
}
