import { z } from 'zod'
import { changeBody, day, presentRole, roleBody } from '@/lib/api/bodies'
import { rolesOf } from '@/lib/auth/permissions'
import { mapColumns, pickColumns } from '@/lib/columns'
import { AppError, fieldError } from '@/lib/errors'
import { assignableRoles, parseAssignableRole } from '@/lib/roles/policy'
import { contactColumns } from '@/lib/users/columns'
import { addUserSchema, updateUserSchema } from '@/lib/users/schema'
import { fullName, type UserRecord } from '@/lib/users/view'

const deprecated = { deprecated: true }

const contactBody = mapColumns(contactColumns, () => z.string())

export const userBody = z
  .strictObject({
    id: z.int(),
    createdDate: day,
    firstName: z.string(),
    lastName: z.string(),
    fullName: z.string(),
    email: z.string(),
    active: z.boolean(),
    lastLoginDate: day.meta({ description: 'The creation date until the first login.' }),
    password: z.literal('secured'),
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

const roles = z.array(roleBody)

export const changedUserBody = userBody.extend({ roles }).meta({ id: 'ChangedUser' })

export const newUserAnswer = changedUserBody
  .extend({ secret: z.string().meta({ description: 'The User Secret, shown this once.' }) })
  .meta({ id: 'UserWithSecret' })

/** The user as the API shows them. */
export function presentUser(user: UserRecord): z.input<typeof userBody> {
  const { id, firstName, lastName, email, active, createdAt, lastLoginAt, account } = user
  const [expired, locked, credentials] = [!account.active, !active, user.mustChangePassword]
  return {
    id,
    createdDate: createdAt.toISOString().slice(0, 10),
    firstName,
    lastName,
    fullName: fullName(user),
    email,
    active,
    lastLoginDate: (lastLoginAt ?? createdAt).toISOString().slice(0, 10),
    password: 'secured',
    ...pickColumns(contactColumns, user),
    accountExpired: expired,
    accountLocked: locked,
    credentialsExpired: credentials,
    emailValid: true,
    accountNonExpired: !expired,
    accountNonLocked: !locked,
    credentialsNonExpired: !credentials,
    enabled: active && account.active,
  }
}

/** The same with the roles that were given. */
export function presentChangedUser(user: UserRecord): z.input<typeof changedUserBody> {
  const { orgAdmin, accountAdmin, account } = user
  const held = rolesOf({ orgAdmin, accountAdmin, defaultAccount: account.defaultAccount })
  return { ...presentUser(user), roles: held.map(presentRole) }
}

export function presentWithSecret(added: { user: UserRecord; secret: string }) {
  return { ...presentChangedUser(added.user), secret: added.secret }
}

const givenRolesBody = z
  .array(z.strictObject({ key: z.string().max(100), name: z.string().max(100).optional() }))
  .max(10)
  .meta({ description: 'org-admin (users of the default account only) or admin.' })

const byRoles = { orgAdmin: true, accountAdmin: true } as const

export const newUserBody = addUserSchema
  .omit({ ...byRoles, accountId: true })
  .extend({ roles: givenRolesBody.optional() })
  .meta({ id: 'NewUser' })

const readOnly = [
  'id',
  'createdDate',
  'fullName',
  'lastLoginDate',
  'accountExpired',
  'accountLocked',
  'credentialsExpired',
  'emailValid',
  'accountNonExpired',
  'accountNonLocked',
  'credentialsNonExpired',
  'enabled',
]

export const userChangeBody = changeBody(
  updateUserSchema
    .omit({ ...byRoles, id: true, within: true, version: true })
    .extend({ active: z.boolean().optional(), roles: givenRolesBody.optional() }),
  readOnly,
  'UserChange',
)

/** What a change of a user asks for; "secured" is what lists show in place of a password. */
export function userChangeInput({ body }: { body: z.output<typeof userChangeBody> }) {
  const { roles, password, ...fields } = body
  return {
    ...fields,
    ...(password === 'secured' ? {} : { password }),
    ...rolesInput(roles?.filter(({ key }) => !isAssigned(key))),
  }
}

// As a user who was read is sent back.
const isAssigned = (key: string) => key === 'default-user' || key === 'org'

export function newUserInput({ body }: { body: z.output<typeof newUserBody> }) {
  const { roles, ...fields } = body
  return { ...fields, ...rolesInput(roles) }
}

/** The roles of a body as what an operation is asked to give and take. */
function rolesInput(given: { key: string }[] | undefined) {
  if (given === undefined) return {}
  const held = { orgAdmin: false, accountAdmin: false }
  for (const { key } of given) {
    const role = parseAssignableRole(key)
    if (typeof role === 'string') held[assignableRoles[role]] = true
    else if (role.code === 'invalid') throw fieldError('invalid', 'roles', role.message)
    else throw new AppError(role.code, role.message)
  }
  return held
}
