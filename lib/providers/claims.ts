import 'server-only'
import { z } from 'zod'
import { displayEmail } from '@/lib/display-email'
import { ProviderError } from '@/lib/provider-error'
import { email, firstName, lastName } from '@/lib/users/schema'

/** What a provider says about a person. */
export const personSchema = z.object({
  subject: z.string(),
  /** Undefined if the provider gave none, or one that no user can have. */
  email: z.string().optional(),
  emailVerified: z.boolean(),
  firstName: z.string(),
  lastName: z.string(),
  /** When they last proved to the provider who they are, if it says so. */
  authenticatedAt: z.date().optional(),
})

export type Person = z.output<typeof personSchema>

// The end of the times that a date can hold.
const MAX_SECONDS = 8_640_000_000_000

const optionalText = z.string().max(1_000).optional().catch(undefined)

const claimsSchema = z.object({
  // OpenID Connect allows at most 255 ASCII characters. Control characters can't be stored.
  sub: z
    .string()
    .max(255)
    .regex(/^\P{C}+$/u),
  email: optionalText,
  // Some providers send it as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  given_name: optionalText,
  family_name: optionalText,
  name: optionalText,
  auth_time: z.int().positive().max(MAX_SECONDS).optional().catch(undefined),
})

export function readPerson(claims: unknown): Person {
  const result = claimsSchema.safeParse(claims)
  if (!result.success) throw new ProviderError('malformed', 'The claims have no valid subject.')
  const { sub: subject, auth_time: authTime, email_verified: verified } = result.data
  return {
    subject,
    email: email.safeParse(result.data.email).data,
    emailVerified: verified === true,
    ...readNames(result.data),
    authenticatedAt: authTime === undefined ? undefined : new Date(authTime * 1_000),
  }
}

/** Both names are required here, and optional at providers. */
function readNames({
  given_name,
  family_name,
  name = '',
  email = '',
}: z.output<typeof claimsSchema>) {
  const words = name.trim().split(/\s+/u)
  const local = displayEmail(email).split('@')[0]
  return {
    firstName: chooseValid(firstName, [given_name, words.slice(0, -1).join(' '), words[0], local]),
    lastName: chooseValid(lastName, [family_name, words.at(-1), local]),
  }
}

function chooseValid(schema: z.ZodType<string>, candidates: (string | undefined)[]): string {
  return candidates.flatMap((candidate) => schema.safeParse(candidate).data ?? [])[0] ?? '—'
}
