import { z } from 'zod'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { type PasswordPolicy, whyPasswordRejected } from '@/lib/passwords/policy'
import { password } from '@/lib/passwords/schema'
import { searchText } from '@/lib/search-text'
import { codePoints, text } from '@/lib/text'

export const firstName = text({ label: 'First name', max: 80 })
export const lastName = text({ label: 'Last name', max: 80 })

const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/

/** Stored in lower case: an address is one user's whatever the case it is typed in. */
export const email = text({ label: 'Email', max: 254 })
  .transform((value) => value.toLowerCase())
  .refine((value) => codePoints(value) <= 254, 'Email can have at most 254 characters.')
  .refine((value) => address.test(value), 'Enter an e-mail address like name@example.com.')

const optional = (label: string, max: number) => text({ label, max, required: false })

/** What only the API shows and changes. */
const contact = {
  phone: optional('Phone', 100),
  street1: optional('Street 1', 200),
  street2: optional('Street 2', 200),
  city: optional('City', 100),
  stateProvince: optional('State or province', 100),
  postalCode: optional('Postal code', 20),
  country: optional('Country', 100),
  externalId: optional('External ID', 100),
}

const names = { firstName, lastName, email }

export const addUserSchema = z.strictObject({
  accountId: z.union([id, z.literal('default')]),
  ...names,
  password,
  orgAdmin: flag.default(false),
  accountAdmin: flag.default(false),
  mustChangePassword: flag.default(false),
  ...z.object(contact).partial().shape,
})

/** The ID of a user, or their e-mail address. */
const userRef = z.union([id, email], { error: 'Name a user by ID or e-mail address.' })

/** The users of one account, or of the default account; else of the whole organization. */
const within = z.union([id, z.literal('default')]).optional()

export const userKeySchema = z.strictObject({ id: userRef, within })

export const updateUserSchema = z.strictObject({
  ...userKeySchema.shape,
  version: id.optional(),
  ...z
    .object({
      ...names,
      password,
      orgAdmin: flag,
      accountAdmin: flag,
      active: flag,
      mustChangePassword: flag,
      ...contact,
    })
    .partial().shape,
})

/** A form's check of a new password against what the organization asks for. */
export function withPolicy<S extends z.ZodObject>(schema: S, policy: PasswordPolicy) {
  return schema.superRefine((input, context) => {
    const {
      password: typed = '',
      firstName: first = '',
      lastName: last = '',
      email: mail = '',
    } = input
    const person = { firstName: String(first), lastName: String(last), email: String(mail) }
    const message = whyPasswordRejected(String(typed), person, policy)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })
}

export const resetPasswordSchema = z.strictObject({
  id,
  password,
  mustChangePassword: flag.default(false),
})

/** The form that makes a new secret, of a user or of oneself. */
export const secretResetSchema = z.strictObject({ id: id.optional() })

export const userActiveSchema = z.strictObject({ id, active: flag })

export const searchUsersSchema = z.object({
  accountId: id,
  q: searchText,
  cursor: z.string().default('').catch(''),
})

export const deleteUserSchema = userKeySchema.extend({ version: id.optional() })

export const userRoleSchema = deleteUserSchema.extend({ key: z.string().max(100) })
