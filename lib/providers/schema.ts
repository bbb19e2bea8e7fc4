import { z } from 'zod'
import { normalizeEmail } from '@/lib/email'
import { flag } from '@/lib/flag'
import { id } from '@/lib/ids'
import { text } from '@/lib/text'

const identifier = (label: string, max: number) => text({ label, max, identifier: true })

const issuer = identifier('Issuer', 500).refine(
  (value) => URL.canParse(value) && !/[?#]/.test(value),
  'Enter the URL of the issuer, such as https://login.example.com.',
)

/** Empty for none. */
const optionalId = z.union([id, z.literal('').transform(() => null), z.null()])

const hostName = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/

export const domain = z
  .string({ error: 'Domain is required.' })
  .max(1_000, 'Domain is too long.')
  // The same form as in the email addresses of users.
  .transform((value) => normalizeEmail(`name@${value.trim().replace(/^.*@/, '')}`).slice(5))
  .refine((value) => hostName.test(value), 'Enter a domain such as example.com.')

const settings = {
  name: text({ label: 'Name', max: 60 }),
  issuer,
  clientId: identifier('Client ID', 500),
}

const clientSecret = z.string().max(2_000, 'Client secret is too long.')

/** `key` is part of the redirect URI, which the provider has to know before there is a client. */
export const addProviderSchema = z.strictObject({
  key: z.guid(),
  ...settings,
  clientSecret: clientSecret.min(1, 'Client secret is required.'),
})

const providerKey = { id }

export const providerKeySchema = z.strictObject(providerKey)

export const providerAccountSchema = z.strictObject({ ...providerKey, accountId: optionalId })

export const updateProviderSchema = z.strictObject({
  ...providerKey,
  version: id,
  ...settings,
  /** Empty: the stored secret stays. */
  clientSecret: clientSecret.default(''),
  active: flag.default(false),
  required: flag.default(false),
  emergencyUserId: optionalId.default(null),
})

export const unlinkIdentitySchema = z.strictObject({ id, providerId: id })

export const deleteProviderSchema = z.strictObject({ ...providerKey, version: id.optional() })

export const domainSchema = z.strictObject({ ...providerKey, domain })
