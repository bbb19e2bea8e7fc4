import { z } from 'zod'
import { normalizeEmail } from '@/lib/email'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { type PasswordPolicy, whyPasswordRejected } from '@/lib/passwords/policy'
import { password } from '@/lib/passwords/schema'
import { text } from '@/lib/text'

export const firstName = text({ label: 'First name', max: 80 })
export const lastName = text({ label: 'Last name', max: 80 })

const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/
const hostName = /@[a-z0-9_.-]+$/
const MAX_EMAIL = 254

/** Accepts every spelling of an address, and returns the one by which it belongs to one user. */
export const email = z
  .string({ error: 'Email must be text.' })
  .transform(normalizeEmail)
  .pipe(text({ label: 'Email', max: MAX_EMAIL, identifier: true }))
  .refine(
    (value) => address.test(value) && hostName.test(value),
    'Enter an email address like name@example.com.',
  )
  .meta({ minLength: 1, maxLength: MAX_EMAIL })

const optional = (label: string, max: number) => text({ label, max, required: false })
const externalId = text({ label: 'External ID', max: 100, required: false, identifier: true })

const contact = {
  phone: optional('Phone', 100),
  street1: optional('Street 1', 200),
  street2: optional('Street 2', 200),
  city: optional('City', 100),
  stateProvince: optional('State or province', 100),
  postalCode: optional('Postal code', 20),
  country: optional('Country', 100),
  externalId,
}

const names = { firstName, lastName, email }

// A form sends the empty field of a password that isn't typed.
const typedPassword = z.preprocess(
  (value) => (value === '' ? undefined : value),
  password.optional(),
)

export const addUserSchema = z.strictObject({
  accountId: z.union([id, z.literal('default')]),
  ...names,
  /** How the user gets their first password: from an administrator, or with a link to choose it. */
  firstPassword: z.enum(['typed', 'generated', 'link']).default('typed'),
  password: typedPassword,
  /** Whether the link goes to the user by mail. */
  sendMail: flag.default(false),
  orgAdmin: flag.default(false),
  accountAdmin: flag.default(false),
  mustChangePassword: flag.default(false),
  ...z.object(contact).partial().shape,
})

const userRef = z.union([id, email], { error: 'Use the ID or the email address of a user.' })

/** `within` limits a call to the users of one account. */
export const userKeySchema = z.strictObject({ id: userRef, within: id.optional() })

export const createLinkSchema = userKeySchema.extend({
  purpose: z.enum(['password', 'invite'], 'Use password or invite.').optional(),
  sendMail: flag.default(false),
})

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

/** Adds the organization's password policy to the schema of a form. */
export function withPolicy<S extends z.ZodObject>(schema: S, policy: PasswordPolicy) {
  return schema.superRefine((input, context) => {
    const { firstPassword = 'typed' } = input
    if (firstPassword !== 'typed') return
    const field = (name: string) => String(input[name] ?? '')
    const person = {
      firstName: field('firstName'),
      lastName: field('lastName'),
      email: field('email'),
    }
    const message = whyPasswordRejected(field('password'), person, policy)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })
}

export const resetPasswordSchema = z.strictObject({
  id,
  password,
  mustChangePassword: flag.default(false),
})

/** Resets the secret of a user or, without an ID, one's own. */
export const secretResetSchema = z.strictObject({ id: id.optional() })

export const userIdSchema = z.strictObject({ id })

export const userLinkSchema = z.strictObject({ id })

export const newUserLinkSchema = userLinkSchema.extend({ sendMail: flag.default(false) })

export const userActiveSchema = z.strictObject({ id, active: flag })

export const deleteUserSchema = userKeySchema.extend({ version: id.optional() })

export const userRoleSchema = deleteUserSchema.extend({ key: z.string().max(100) })
