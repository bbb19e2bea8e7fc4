import 'server-only'
import { getAccountSchema } from '@/lib/accounts/query-schema'
import {
  accountDeactivated,
  accountNotFound,
  lockAccount,
  requireVersion,
  saveAccount,
} from '@/lib/accounts/records'
import { accountRoleSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { AppError, fieldError } from '@/lib/errors'
import { command, query } from '@/lib/operation'
import { type AssignableRole, parseAssignableRole } from '@/lib/roles/policy'

/** Lists the roles of an account as a whole, which its users inherit. */
export const listAccountRoles = query({
  name: 'accounts.listRoles',
  permission: 'accounts:read',
  input: getAccountSchema,
  async run({ actor, db, input: { id, includeInactive = true } }): Promise<AssignableRole[]> {
    const [account] = await db.$queryRaw<{ accountAdmin: boolean }[]>`
      SELECT account_admin AS "accountAdmin" FROM accounts
       WHERE id = ${id} AND organization_id = ${actor.organizationId}
             AND (active OR ${includeInactive})`
    if (!account) throw accountNotFound()
    return account.accountAdmin ? ['admin'] : []
  },
})

export const grantAccountRole = roleCommand('accounts.grantRole', true)

export const revokeAccountRole = roleCommand('accounts.revokeRole', false)

function roleCommand(name: string, held: boolean) {
  return command({
    name,
    permission: 'accounts:write',
    recentAuthentication: 'always',
    input: accountRoleSchema,
    target: ({ id }) => ({ type: 'account', id }),
    async run({
      actor,
      db,
      input,
      audit,
    }): Promise<{ account: AccountView; role: AssignableRole }> {
      const role = parseAssignableRole(input.key)
      if (typeof role !== 'string') throw fieldError(role.code, 'key', role.message)
      if (role === 'org-admin') {
        throw fieldError('forbidden', 'key', 'Org Admin is a role for users, not for accounts.')
      }
      const before = await lockAccount(db, actor, input.id)
      const { id, accountAdmin } = before
      // A repeated DELETE, whose version is outdated by the first.
      if (!held && !accountAdmin) return { account: before, role }
      requireVersion(before, input.version)
      if (!before.active) throw accountDeactivated()
      if (accountAdmin === held) {
        throw new AppError('conflict', 'This account already has this role.')
      }
      const account = await saveAccount(db, id, { accountAdmin: held })
      audit({ target: { type: 'account', id }, detail: { role, held } })
      return { account, role }
    },
  })
}
