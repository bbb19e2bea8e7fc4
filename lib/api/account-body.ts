import { z } from 'zod'
import { createAccountSchema, updateAccountSchema } from '@/lib/accounts/schema'
import type { AccountView } from '@/lib/accounts/view'
import { changeBody, day } from '@/lib/api/bodies'

export const accountBody = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    description: z.string(),
    active: z.boolean(),
    companyId: z.int().meta({ description: 'The number of the organization.' }),
    createdDate: day,
    updatedDate: day,
    externalId: z.string().meta({ description: 'The key of the account in your own systems.' }),
    defaultAccount: z.boolean(),
    type: z.enum(['Default', 'CompanyAccount']),
  })
  .meta({ id: 'Account' })

/** The account as the API shows it to its organization. */
export function presentAccount(account: AccountView): z.input<typeof accountBody> {
  const { id, name, description, active, externalId, defaultAccount } = account
  return {
    id,
    name,
    description,
    active,
    companyId: account.organizationId,
    createdDate: account.createdAt.toISOString().slice(0, 10),
    updatedDate: account.updatedAt.toISOString().slice(0, 10),
    externalId,
    defaultAccount,
    type: defaultAccount ? 'Default' : 'CompanyAccount',
  }
}

const { name, description, externalId } = createAccountSchema.shape

export const newAccountBody = z
  .strictObject({
    externalId: externalId.unwrap(),
    name: name.optional(),
    description,
  })
  .meta({ id: 'NewAccount' })

/** Name and description default to the external ID, as far as a name is that long. */
export function newAccountInput({ body }: { body: z.output<typeof newAccountBody> }) {
  const { externalId: key } = body
  return { name: [...key].slice(0, 80).join(''), description: key, ...body }
}

export const accountChangeBody = changeBody(
  updateAccountSchema.omit({ id: true, version: true }),
  ['id', 'companyId', 'createdDate', 'updatedDate', 'defaultAccount', 'type'],
  'AccountChange',
)
