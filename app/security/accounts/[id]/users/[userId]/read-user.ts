import { getUserDetails } from '@/lib/access/queries'
import { AppError } from '@/lib/errors'
import { paths } from '@/lib/paths'
import { runQuery } from '@/lib/transport/page'
import { getActiveUser } from '@/lib/users/queries'
import type { UserRecord } from '@/lib/users/view'

type Params = { id: string; userId: string }

/** The user of a page below their account's page, with the breadcrumbs that lead to it. */
export async function readUser({ id, userId }: Params) {
  const found = await runQuery(getActiveUser, { id: userId })
  return { ...found, crumbs: crumbsOf(found.user, id) }
}

/** The same, with all that their own page shows. */
export async function readUserDetails({ id, userId }: Params) {
  const details = await runQuery(getUserDetails, { id: userId })
  return { ...details, crumbs: crumbsOf(details.user, id) }
}

function crumbsOf({ account, accountId }: UserRecord, id: string) {
  if (!account.active || String(accountId) !== id) {
    throw new AppError('not-found', 'User not found.')
  }
  return [
    { label: 'Accounts', href: paths.accounts },
    { label: account.name, href: paths.account(accountId) },
  ]
}
