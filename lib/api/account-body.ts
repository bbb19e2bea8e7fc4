import { z } from 'zod'
import { createAccountSchema, updateAccountSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { day, formatDay } from '@/lib/api/bodies'
import { requestBody } from '@/lib/api/request-body'
import { presentRole, roleBody } from '@/lib/api/role-body'
import type { Role } from '@/lib/auth/permissions'

export const accountBody = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    active: z.boolean(),
    companyId: z.int().meta({ description: 'The ID of the organization.' }),
    createdDate: day,
    updatedDate: day,
    externalId: z.string().meta({ description: 'The ID of the account in your own systems.' }),
    defaultAccount: z.boolean(),
    type: z.enum(['Default', 'CompanyAccount']),
  })
  .meta({ id: 'Account' })

function presentAccount(account: AccountView): z.input<typeof accountBody> {
  return {
    id: account.id,
    name: account.name,
    description: account.description,
    active: account.active,
    companyId: account.organizationId,
    createdDate: formatDay(account.createdAt),
    updatedDate: formatDay(account.updatedAt),
    externalId: account.externalId,
    defaultAccount: account.defaultAccount,
    type: account.defaultAccount ? 'Default' : 'CompanyAccount',
  }
}

export const accountResponse = {
  schema: accountBody,
  present: presentAccount,
  version: ({ version }: AccountView) => version,
}

export const updatedAccountResponse = {
  schema: accountBody,
  present: ({ account }: { account: AccountView }) => presentAccount(account),
  version: ({ account }: { account: AccountView }) => account.version,
}

export const grantedAccountRoleResponse = {
  schema: roleBody,
  present: ({ role }: { account: AccountView; role: Role }) => presentRole(role),
  version: ({ account }: { account: AccountView; role: Role }) => account.version,
}

const { name, description, externalId } = createAccountSchema.shape

const readOnlyFields = ['companyId', 'customerId', 'customerName', 'defaultAccount', 'type']

export const newAccountBody = requestBody(
  z.object({ externalId: externalId.unwrap(), name: name.optional(), description }),
  ['active', ...readOnlyFields],
  'NewAccount',
)

/** The name defaults to as much of the external ID as fits; the description to all of it. */
export function newAccountInput({ body }: { body: z.output<typeof newAccountBody> }) {
  const { externalId, name, description } = body
  const defaultName = [...externalId].slice(0, 80).join('')
  return { externalId, name: name ?? defaultName, description: description ?? externalId }
}

export const accountChangeBody = requestBody(
  updateAccountSchema.omit({ id: true, version: true }),
  readOnlyFields,
  'AccountChange',
)
