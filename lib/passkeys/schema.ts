import { z } from 'zod'
import { id } from '@/lib/ids'
import { text } from '@/lib/text'

const base64url = (max: number) => z.base64url().min(1).max(max)

/** Of a browser. Unknown fields are left out. */
const credential = { id: base64url(1_400), rawId: base64url(1_400), type: z.literal('public-key') }

const registration = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_000),
    attestationObject: base64url(16_000),
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
})

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(4_000),
    authenticatorData: base64url(4_000),
    signature: base64url(8_000),
    userHandle: base64url(100).optional(),
  }),
})

const unreadable = "The browser didn't send a passkey. Try again."

/** A form field with JSON. */
function json<S extends z.ZodType>(schema: S) {
  return z
    .string({ error: unreadable })
    .max(40_000, unreadable)
    .transform((value, context) => {
      const result = schema.safeParse(parseJson(value))
      if (result.success) return result.data
      context.addIssue({ code: 'custom', message: unreadable })
      return z.NEVER
    })
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

/** Not strict, because next-auth passes its own fields along. */
export const assertionSchema = z.object({ assertion: json(assertion) })
export type Assertion = z.output<typeof assertion>

export const addPasskeySchema = z.strictObject({ registration: json(registration) })
export type Registration = z.output<typeof registration>

export const emptySchema = z.object({})

export const passkeyKeySchema = z.strictObject({ id })

export const renamePasskeySchema = z.strictObject({ id, name: text({ label: 'Name', max: 60 }) })
