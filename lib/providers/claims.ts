import 'server-only'
import { z } from 'zod'
import { displayEmail } from '@/lib/display-email'
import { ProviderError } from '@/lib/providers/provider-error'
import { email, firstName, lastName } from '@/lib/users/schema'

const optionalText = z.string().max(1_000).optional().catch(undefined)

const claimsSchema = z.object({
  // A provider must use at most 255 ASCII characters.
  sub: z.string().min(1).max(255),
  email: optionalText,
  // Some providers send it as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  given_name: optionalText,
  family_name: optionalText,
  name: optionalText,
  auth_time: z.number().int().positive().optional().catch(undefined),
})

/** What a provider says about a person. */
export type Person = {
  subject: string
  /** Undefined if the provider gave none, or one that no user can have. */
  email: string | undefined
  emailVerified: boolean
  firstName: string
  lastName: string
  /** When they last proved to the provider who they are, if it says so. */
  authenticatedAt: Date | undefined
}

export function readPerson(claims: unknown): Person {
  const result = claimsSchema.safeParse(claims)
  if (!result.success) throw new ProviderError('malformed', 'The claims have no valid subject.')
  const { sub, auth_time: authTime, email: address, ...names } = result.data
  return {
    subject: sub,
    email: email.safeParse(address).data,
    emailVerified: result.data.email_verified === true,
    ...readNames(names, address),
    authenticatedAt: authTime === undefined ? undefined : new Date(authTime * 1_000),
  }
}

type Names = { given_name?: string; family_name?: string; name?: string }

/** Both names are required here, and optional at providers. */
function readNames(names: Names, address = '') {
  const words = (names.name ?? '').trim().split(/\s+/u)
  const local = displayEmail(address).split('@')[0] ?? ''
  return {
    firstName: choose(firstName, [names.given_name, words.slice(0, -1).join(' '), words[0], local]),
    lastName: choose(lastName, [names.family_name, words.at(-1), local]),
  }
}

function choose(schema: z.ZodType<string>, candidates: (string | undefined)[]): string {
  const valid = candidates.flatMap((candidate) => schema.safeParse(candidate).data ?? [])
  return valid[0] ?? '—'
}
