import { z } from 'zod'
import { day, formatDay } from '@/lib/api/bodies'
import { linkBody, presentLink } from '@/lib/api/link-body'
import { HIDDEN_PASSWORD } from '@/lib/api/request-body'
import { presentRole, roleBody } from '@/lib/api/role-body'
import { type Role, rolesOf } from '@/lib/auth/permissions'
import { mapColumns, pickColumns } from '@/lib/columns'
import { contactColumns } from '@/lib/users/columns'
import { fullName, type NewLink, type UserRecord } from '@/lib/users/view'

const deprecated = { deprecated: true }

const contactBody = mapColumns(contactColumns, () => z.string())

export const userBody = z
  .strictObject({
    id: z.int(),
    accountId: z.int(),
    createdDate: day,
    firstName: z.string(),
    lastName: z.string(),
    fullName: z.string(),
    email: z.string(),
    active: z.boolean(),
    status: z.enum(['active', 'inactive', 'invited', 'no-password']).meta({
      description:
        '`invited` has no password yet, but a link that still works; `no-password` has neither.',
    }),
    lastLoginDate: day.meta({ description: 'The creation date until the first login.' }),
    password: z.literal(HIDDEN_PASSWORD),
    ...contactBody,
    accountExpired: z.boolean().meta(deprecated),
    accountLocked: z.boolean().meta(deprecated),
    credentialsExpired: z.boolean().meta(deprecated),
    emailValid: z.boolean().meta(deprecated),
    accountNonExpired: z.boolean().meta(deprecated),
    accountNonLocked: z.boolean().meta(deprecated),
    credentialsNonExpired: z.boolean().meta(deprecated),
    enabled: z.boolean().meta(deprecated),
  })
  .meta({ id: 'User' })

export const userWithRolesBody = userBody
  .extend({ roles: z.array(roleBody) })
  .meta({ id: 'ChangedUser' })

export const userWithSecretBody = userWithRolesBody
  .extend({ secret: z.string().meta({ description: 'The User Secret, shown only once.' }) })
  .meta({ id: 'UserWithSecret' })

const addedUserBody = userWithSecretBody
  .extend({ link: linkBody.optional().meta({ description: 'Only with `invite`.' }) })
  .meta({ id: 'AddedUser' })

function presentUser(user: UserRecord): z.input<typeof userBody> {
  const accountExpired = !user.account.active
  const enabled = user.active && user.account.active
  const accountLocked = !enabled || user.signInBlocked
  const credentialsExpired =
    user.mustChangePassword || user.passwordExpired || user.initialPasswordExpired
  return {
    id: user.id,
    accountId: user.accountId,
    createdDate: formatDay(user.createdAt),
    firstName: user.firstName,
    lastName: user.lastName,
    fullName: fullName(user),
    email: user.email,
    active: user.active,
    status: statusOf(user),
    lastLoginDate: formatDay(user.lastLoginAt ?? user.createdAt),
    password: HIDDEN_PASSWORD,
    ...pickColumns(contactColumns, user),
    accountExpired,
    accountLocked,
    credentialsExpired,
    emailValid: true,
    accountNonExpired: !accountExpired,
    accountNonLocked: !accountLocked,
    credentialsNonExpired: !credentialsExpired,
    enabled,
  }
}

function statusOf({ active, hasPassword, invited }: UserRecord) {
  if (!active) return 'inactive'
  if (hasPassword) return 'active'
  return invited ? 'invited' : 'no-password'
}

function presentWithRoles(user: UserRecord): z.input<typeof userWithRolesBody> {
  const { orgAdmin, accountAdmin, account } = user
  const roles = rolesOf({ orgAdmin, accountAdmin, defaultAccount: account.defaultAccount })
  return { ...presentUser(user), roles: roles.map(presentRole) }
}

export const userResponse = { schema: userBody, present: presentUser }

export const userWithRolesResponse = {
  schema: userWithRolesBody,
  present: presentWithRoles,
  version: ({ version }: UserRecord) => version,
}

export const updatedUserResponse = {
  schema: userWithRolesBody,
  present: ({ user }: { user: UserRecord }) => presentWithRoles(user),
  version: ({ user }: { user: UserRecord }) => user.version,
}

export const grantedUserRoleResponse = {
  schema: roleBody,
  present: ({ role }: { user: UserRecord; role: Role }) => presentRole(role),
  version: ({ user }: { user: UserRecord; role: Role }) => user.version,
}

export const userWithSecretResponse = {
  schema: userWithSecretBody,
  present: ({ user, secret }: { user: UserRecord; secret: string }) => ({
    ...presentWithRoles(user),
    secret,
  }),
}

type AddedUser = { user: UserRecord; secret: string; link?: NewLink | undefined }

export const addedUserResponse = {
  schema: addedUserBody,
  present: ({ link, ...added }: AddedUser) => ({
    ...userWithSecretResponse.present(added),
    ...(link ? { link: presentLink(link) } : {}),
  }),
}
