import { z } from 'zod'

const schema = z.object({
  /** The program's own role; it owns nothing. */
  DATABASE_URL: z.string().min(1),
  /** Signs the set-up link and what next-auth keeps in cookies. */
  AUTH_SECRET: z.string().min(16),
  /** Chains the audit log. */
  AUDIT_SECRET: z.string().min(16),
  /** The address that people type, when a proxy stands in front. */
  APP_URL: z.url().optional(),
})

export type Env = z.output<typeof schema>

let known: Env | undefined

/** The settings of this process, checked on first use. */
export function env(): Env {
  known ??= schema.parse(process.env)
  return known
}
