import { z } from 'zod'
import { processSingleton } from '@/lib/process-singleton'

/** A start that cannot go on until the operator changes something; the message says what. */
export class SettingsError extends Error {}

const whole = (min: number, max: number, sentence: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .transform(Number)
    .refine((value) => value >= min && value <= max, sentence)

const databaseUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, username } = new URL(value)
  return /^postgres(ql)?:$/.test(protocol) && username !== ''
}, 'must be an address such as postgresql://role:password@host:5432/database.')

const secret = z
  .string()
  .min(16, 'is too short. Set it to 32 random bytes, e.g. from: openssl rand -base64 32')

const appUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false
    const { protocol, origin, href } = new URL(value)
    return /^https?:$/.test(protocol) && href === `${origin}/`
  }, 'must be an address such as https://accounts.example.com, without a path.')
  .transform((value) => new URL(value).origin)

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logLevel = z.enum(levels, `must be one of ${levels.join(', ')}.`).default('info')

const given = z.object({
  /** The program's own role; it owns nothing. Without it, the embedded PostgreSQL is used. */
  DATABASE_URL: databaseUrl.optional(),
  /** The role that owns the tables; it migrates. */
  MIGRATE_DATABASE_URL: databaseUrl.optional(),
  /** Signs the set-up link and what next-auth keeps in cookies. */
  AUTH_SECRET: secret.optional(),
  /** Chains the audit log. */
  AUDIT_SECRET: secret.optional(),
  /** The address that people type, when a proxy stands in front. */
  APP_URL: appUrl.optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be a host name or an address of this machine.')
    .default('127.0.0.1'),
  PORT: whole(1, 65_535, 'must be a whole number from 1 to 65535.').default(3000),
  /** How many proxies of our own stand in front and write X-Forwarded-For. */
  TRUST_PROXY: whole(0, 100, 'must be the number of proxies in front: 0, 1, 2, …').default(0),
  LOG_LEVEL: logLevel,
  /** Where the embedded PostgreSQL and the secrets that were made here are kept. */
  DATA_DIR: z.string().default('.data'),
  /** How many calls of the API one user, or one address without valid secrets, has a minute. */
  API_CALLS_PER_MINUTE: whole(1, 999_999_999, 'must be a whole number from 1 on.').default(6_000),
})

const complete = given.required({ DATABASE_URL: true, AUTH_SECRET: true, AUDIT_SECRET: true })

export type Settings = z.output<typeof given>
export type Env = z.output<typeof complete>

/** The settings as the operator gave them, before the database and the secrets are there. */
export function settings(): Settings {
  return read(given)
}

/** The same for a program that ends with a sentence when one of them is wrong. */
export function checkSettings(): Settings {
  try {
    return settings()
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** The settings of this process once its database is open, checked on first use. */
export function env(): Env {
  return processSingleton('env', () => read(complete))
}

/** What may be logged; a wrong setting is told by `settings`, not by the logger. */
export function logLevelSet(): (typeof levels)[number] {
  return logLevel.catch('info').parse(process.env.LOG_LEVEL || undefined)
}

// An empty variable is one that is not set, as compose files and shells leave them.
function read<S extends z.ZodType>(schema: S): z.output<S> {
  const set = Object.entries(process.env).filter(([, value]) => value !== '')
  const result = schema.safeParse(Object.fromEntries(set))
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message, code }) => {
    const name = path.join('.')
    return code === 'invalid_type' ? `${name} is not set.` : `${name} ${message}`
  })
  throw new SettingsError([...new Set(faults)].join('\n'))
}
