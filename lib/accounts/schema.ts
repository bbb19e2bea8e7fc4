import { z } from 'zod'
import { id } from '@/lib/ids'
import { text } from '@/lib/text'

const NAME_MAX = 80
export const DESCRIPTION_MAX = 500

const fields = {
  name: text({ label: 'Name', max: NAME_MAX }),
  description: text({
    label: 'Description',
    max: DESCRIPTION_MAX,
    required: false,
    paragraph: true,
  }),
  externalId: text({ label: 'External ID', max: 100, identifier: true }),
}

/** Without an external ID, the account gets a generated one. */
export const createAccountSchema = z.strictObject({
  name: fields.name,
  ...z.object(fields).pick({ description: true, externalId: true }).partial().shape,
})

export const updateAccountSchema = z.strictObject({
  id,
  version: id.optional(),
  ...z.object({ ...fields, active: z.boolean() }).partial().shape,
})

export const accountKeySchema = z.strictObject({ id })

/** With a new external ID if another active account has been given the old one. */
export const restoreAccountSchema = accountKeySchema.extend({
  externalId: fields.externalId.optional(),
})

export const accountRoleSchema = z.strictObject({
  id,
  version: id.optional(),
  key: z.string().max(100),
})

/** From this many active users on, deleting an account requires its name. */
export const TYPED_CONFIRMATION_FROM = 100

/** The confirmation is optional, because the API has no dialog to ask for it. */
export const deleteAccountSchema = z.strictObject({
  id,
  version: id.optional(),
  confirmation: z.string().max(200).optional(),
})

/** The form's own fields, which the operation doesn't take, come with it. */
export const deleteAccountFormSchema = deleteAccountSchema.extend({
  list: z.string().optional(),
  deactivation: z.literal('on').optional(),
})
