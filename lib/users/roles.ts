import 'server-only'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import { AppError, fieldError } from '@/lib/errors'
import { command, query } from '@/lib/operation'
import { type AssignableRole, assignableRoles, parseAssignableRole } from '@/lib/roles/policy'
import { OWN_ROLES } from '@/lib/users/policy'
import { getUserSchema } from '@/lib/users/query-schema'
import { findUser, lockUser, saveUser } from '@/lib/users/records'
import { reportNewOrgAdmin } from '@/lib/users/report-role'
import { requirePermitted, requireVersion } from '@/lib/users/rules'
import { userRoleSchema } from '@/lib/users/schema'
import type { UserRecord } from '@/lib/users/view'

/** Lists the roles of a user: their own and those inherited from their account. */
export const listUserRoles = query({
  name: 'users.listRoles',
  permission: 'users:read',
  input: getUserSchema,
  async run({ actor, db, input }): Promise<Role[]> {
    const { account, orgAdmin, accountAdmin } = await findUser(db, actor, input)
    return rolesOf({
      orgAdmin,
      accountAdmin: accountAdmin || account.accountAdmin,
      defaultAccount: account.defaultAccount,
    })
  },
})

export const grantRole = roleCommand('users.grantRole', true)

export const revokeRole = roleCommand('users.revokeRole', false)

function roleCommand(name: string, held: boolean) {
  return command({
    name,
    permission: 'users:write',
    recentAuthentication: 'always',
    exclusive: true,
    input: userRoleSchema,
    target: ({ id }) => ({ type: 'user', id }),
    async run({ actor, db, input, audit }): Promise<{ user: UserRecord; role: AssignableRole }> {
      const role = parseAssignableRole(input.key)
      if (typeof role !== 'string') throw fieldError(role.code, 'key', role.message)
      const before = await lockUser(db, actor, input)
      if (before.id === actor.userId) throw new AppError('forbidden', OWN_ROLES)
      const column = assignableRoles[role]
      // A repeated DELETE, whose version is outdated by the first.
      if (!held && !before[column]) return { user: before, role }
      requireVersion(before, input.version)
      if (before[column] === held)
        throw new AppError('conflict', 'This user already has this role.')
      await requirePermitted(db, actor, before, { ...before, [column]: held })
      const user = await saveUser(db, before, { [column]: held })
      await reportNewOrgAdmin(db, actor, before, user)
      audit({ target: { type: 'user', id: user.id }, detail: { role, held } })
      return { user, role }
    },
  })
}
