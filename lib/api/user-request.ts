import { z } from 'zod'
import { requestBody } from '@/lib/api/request-body'
import { rolesInBody } from '@/lib/api/role-body'
import { AppError, fieldError } from '@/lib/errors'
import { assignableRoles, isBaseRole, parseAssignableRole } from '@/lib/roles/policy'
import { addUserSchema, updateUserSchema } from '@/lib/users/schema'

const readOnlyFields = [
  'accountId',
  'username',
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
  'activationCode',
  'userSecretKeystring',
  'oauthProvider',
  'oauthId',
  'oauthToken',
]

const fields = {
  roles: rolesInBody.optional(),
  stateprovince: updateUserSchema.shape.stateProvince.meta({
    deprecated: true,
    description: 'Another spelling of stateProvince.',
  }),
}

export const newUserBody = requestBody(
  addUserSchema.omit({ orgAdmin: true, accountAdmin: true, accountId: true }).extend(fields),
  ['active', ...readOnlyFields],
  'NewUser',
)

export const userChangeBody = requestBody(
  updateUserSchema
    .omit({ orgAdmin: true, accountAdmin: true, id: true, within: true, version: true })
    .extend({ active: z.boolean().optional(), ...fields }),
  readOnlyFields,
  'UserChange',
)

type Aliased = {
  roles?: { key: string }[] | undefined
  stateProvince?: string | undefined
  stateprovince?: string | undefined
}

/** The input of an operation for a user in a request. */
export function userInput<Body extends Aliased>({ body }: { body: Body }) {
  const { roles, stateprovince, stateProvince = stateprovince, ...rest } = body
  return { ...rest, stateProvince, ...(roles ? roleFields(roles) : {}) }
}

function roleFields(roles: { key: string }[]) {
  const fields = { orgAdmin: false, accountAdmin: false }
  for (const [index, { key }] of roles.entries()) {
    if (isBaseRole(key)) continue
    const role = parseAssignableRole(key)
    if (typeof role === 'string') fields[assignableRoles[role]] = true
    else if (role.code === 'invalid') {
      throw fieldError('invalid', `roles[${index}].key`, role.message)
    } else throw new AppError(role.code, role.message)
  }
  return fields
}
