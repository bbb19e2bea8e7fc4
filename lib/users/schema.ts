import { z } from 'zod'
import { PASSWORD_MAX, passwordFault } from '@/lib/organization/policy'
import { codePoints, flag, id, searchText, text } from '@/lib/text'

export const firstName = text({ label: 'First name', max: 80 })
export const lastName = text({ label: 'Last name', max: 80 })

const address = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/

/** Stored in lower case: an address is one user's whatever the case it is typed in. */
export const email = text({ label: 'Email', max: 254 })
  .transform((value) => value.toLowerCase())
  .refine((value) => address.test(value), 'Enter an e-mail address like name@example.com.')

/** Not trimmed: a space at an end is part of a password. */
export const password = z
  .string({ error: 'Password must be text.' })
  .min(1, 'Password is required.')
  .refine(
    (value) => value.isWellFormed(),
    'The password contains a broken character. Type it again.',
  )
  .refine(
    (value) => codePoints(value) <= PASSWORD_MAX,
    `The password can have at most ${PASSWORD_MAX} characters.`,
  )

const version = z.coerce.number().int().min(1)

export const addUserSchema = z
  .strictObject({
    accountId: id,
    firstName,
    lastName,
    email,
    password,
    orgAdmin: flag.default(false),
    accountAdmin: flag.default(false),
    mustChangePassword: flag.default(false),
  })
  .superRefine((input, context) => {
    const message = passwordFault(input.password, input)
    if (message) context.addIssue({ code: 'custom', path: ['password'], message })
  })

export const updateUserSchema = z.strictObject({
  id,
  version,
  firstName,
  lastName,
  email,
  orgAdmin: flag.optional(),
  accountAdmin: flag.optional(),
})

export const userKeySchema = z.strictObject({ id })

export const userActiveSchema = z.strictObject({ id, active: flag })

export const resetPasswordSchema = z.strictObject({
  id,
  password,
  mustChangePassword: flag.default(false),
})

export const findUsersSchema = z.object({
  accountId: id,
  q: searchText,
  cursor: z.string().catch(''),
})
