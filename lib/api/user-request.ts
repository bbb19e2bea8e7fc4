import { z } from 'zod'
import { requestBody } from '@/lib/api/request-body'
import { rolesInBody } from '@/lib/api/role-body'
import { AppError, fieldError } from '@/lib/errors'
import { password } from '@/lib/passwords/schema'
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
  addUserSchema
    .omit({
      orgAdmin: true,
      accountAdmin: true,
      accountId: true,
      firstPassword: true,
      sendMail: true,
    })
    .extend({
      password: password.optional().meta({ description: 'Required without `invite`.' }),
      invite: z.boolean().default(false).meta({
        description: 'Adds the user without a password, and returns a link to choose one.',
      }),
      ...fields,
    }),
  ['active', ...readOnlyFields],
  'NewUser',
  [
    z.refine(hasPasswordOrInvite, {
      path: ['password'],
      error: 'Password is required.',
      // Also when other fields are missing, so that one response names them all.
      when: () => true,
    }),
  ],
)

function hasPasswordOrInvite(body: unknown): boolean {
  // Another message says that it must be an object.
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return true
  return 'password' in body || ('invite' in body && body.invite === true)
}

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

/** The same for a new user, who gets a password or is invited. */
export function newUserInput(call: { body: z.output<typeof newUserBody> }) {
  const { invite, ...input } = userInput(call)
  const firstPassword = invite ? ('link' as const) : ('typed' as const)
  return { ...input, firstPassword }
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
