import { z } from 'zod'

export const passkeyRequestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  /** Without these, the user chooses among all passkeys of the site. */
  credentials: z.array(z.object({ id: z.string(), transports: z.array(z.string()) })).optional(),
})

/** What a browser needs to ask its user for a passkey. */
export type PasskeyRequest = z.output<typeof passkeyRequestSchema>
