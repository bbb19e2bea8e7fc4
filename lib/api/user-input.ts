import type { z } from 'zod'
import type { newUserBody, userChangeBody } from '@/lib/api/user-body'
import { AppError, fieldError } from '@/lib/errors'
import { assignableRoles, isBaseRole, parseAssignableRole } from '@/lib/roles/policy'

export function newUserInput({ body }: { body: z.output<typeof newUserBody> }) {
  const { roles, ...fields } = body
  return { ...fields, ...(roles ? roleFields(roles) : {}) }
}

// A client may send a user back as it read them. Then the password is "secured".
export function userChangeInput({ body }: { body: z.output<typeof userChangeBody> }) {
  const { roles, password, ...fields } = body
  return {
    ...fields,
    ...(password === 'secured' ? {} : { password }),
    ...(roles ? roleFields(roles) : {}),
  }
}

function roleFields(roles: { key: string }[]) {
  const fields = { orgAdmin: false, accountAdmin: false }
  for (const { key } of roles) {
    if (isBaseRole(key)) continue
    const role = parseAssignableRole(key)
    if (typeof role === 'string') fields[assignableRoles[role]] = true
    else if (role.code === 'invalid') throw fieldError('invalid', 'roles', role.message)
    else throw new AppError(role.code, role.message)
  }
  return fields
}
