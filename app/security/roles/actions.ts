'use server'

import { revokeAccountRole } from '@/lib/accounts/roles'
import { roleNames } from '@/lib/roles/policy'
import { formAction } from '@/lib/transport/form-action'
import { grantRole, revokeRole } from '@/lib/users/roles'
import { fullName } from '@/lib/users/view'

export const grantRoleAction = formAction({
  operation: grantRole,
  onSuccess: ({ user, role }) => ({
    message: `${fullName(user)} now has the ${roleNames[role]} role.`,
    result: null,
  }),
})

export const revokeRoleAction = formAction({
  operation: revokeRole,
  onSuccess: ({ user, role }) => ({
    message:
      role === 'admin' && user.account.accountAdmin
        ? `${fullName(user)} still inherits Account Admin from ${user.account.name}.`
        : `${fullName(user)} no longer has the ${roleNames[role]} role.`,
    result: null,
  }),
})

export const revokeAccountRoleAction = formAction({
  operation: revokeAccountRole,
  onSuccess: ({ account }) => ({
    message: `The users of ${account.name} no longer inherit the Account Admin role.`,
    result: null,
  }),
})
