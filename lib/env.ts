import { isIP } from 'node:net'
import { z } from 'zod'
import { processSingleton } from '@/lib/process-singleton'
import { isRandomSecret } from '@/lib/random-secret'
import { mailFrom, requireBothForMail, smtpUrl } from '@/lib/smtp-settings'

export class SettingsError extends Error {}

const wholeNumber = (min: number, max: number, message: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)

const databaseUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, username } = new URL(value)
  return /^postgres(ql)?:$/.test(protocol) && username !== ''
}, 'must be a PostgreSQL URL with a role, such as postgresql://role:password@host:5432/database.')

const secret = z
  .string()
  .refine(
    isRandomSecret,
    'must be 32 random bytes: this value is too short or can be guessed. Generate it with: openssl rand -base64 32',
  )

// Not checked like the current one: a weak secret may be the reason for the rotation.
const previousSecrets = z
  .string()
  .transform((value) => value.split(',').map((previous) => previous.trim()))
  .refine((values) => !values.includes(''), 'must be a list of secrets separated by commas.')

const appUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false
    const { protocol, origin, href } = new URL(value)
    return /^https?:$/.test(protocol) && href === `${origin}/`
  }, 'must be an http or https URL without a path, such as https://accounts.example.com.')
  .transform((value) => new URL(value).origin)

const corsOrigins = z
  .string()
  .transform((value) => value.split(',').map((origin) => origin.trim()))
  .refine(
    (origins) => origins.every(isOrigin),
    'must be a list of origins separated by commas, such as https://app.example.com. A wildcard is not supported.',
  )

/** As browsers send it: without a path, a default port or capitals. */
function isOrigin(value: string): boolean {
  if (!/^https?:[^*]+$/.test(value) || !URL.canParse(value)) return false
  return new URL(value).origin === value
}

const list = (isValid: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((value) => value.split(',').map((item) => item.trim()))
    .refine((items) => items.every(isValid), message)

const privateHosts = list(
  (host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).hostname === host,
  'must be a list of host names or IP addresses separated by commas, such as login.example.internal.',
)

const dnsServers = list(
  (server) => isIP(server.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')) > 0,
  'must be a list of IP addresses separated by commas, such as 192.0.2.53.',
)

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const logLevel = z.enum(levels, `must be one of ${levels.join(', ')}.`).default('info')

const settingsSchema = z.object({
  /** The application's role, which owns no tables. Unset: the embedded PostgreSQL is used. */
  DATABASE_URL: databaseUrl.optional(),
  MIGRATE_DATABASE_URL: databaseUrl.optional(),
  /** Signs the setup link and trusted devices, and encrypts stored responses of forms. */
  AUTH_SECRET: secret.optional(),
  /** Earlier values of AUTH_SECRET, which still verify and decrypt. */
  AUTH_SECRET_PREVIOUS: previousSecrets.default([]),
  AUDIT_SECRET: secret.optional(),
  /** Earlier values of AUDIT_SECRET, which verify old audit rows and sign no new ones. */
  AUDIT_SECRET_PREVIOUS: previousSecrets.default([]),
  /** After how many days audit rows move to a file. Unset: never. */
  AUDIT_RETENTION_DAYS: wholeNumber(
    30,
    36_500,
    'must be a whole number of days from 30 to 36500.',
  ).optional(),
  /** Where those files are. Unset: in DATA_DIR. */
  AUDIT_ARCHIVE_DIR: z.string().optional(),
  /** The public URL, if a reverse proxy is in front. */
  APP_URL: appUrl.optional(),
  /** The sites whose scripts may call the API from a browser. */
  CORS_ORIGINS: corsOrigins.optional(),
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be a host name or IP address of this machine.')
    .default('127.0.0.1'),
  PORT: wholeNumber(1, 65_535, 'must be a whole number from 1 to 65535.').default(3000),
  /** How many trusted reverse proxies append to X-Forwarded-For. */
  TRUST_PROXY: wholeNumber(
    0,
    100,
    'must be the number of reverse proxies in front of the server, from 0 to 100.',
  ).default(0),
  LOG_LEVEL: logLevel,
  /** After how many minutes without a request a session ends. */
  SESSION_IDLE_MINUTES: wholeNumber(
    1,
    720,
    'must be a whole number of minutes from 1 to 720.',
  ).default(30),
  /** After how many hours a session ends, even if it is in use. */
  SESSION_ABSOLUTE_HOURS: wholeNumber(
    1,
    720,
    'must be a whole number of hours from 1 to 720.',
  ).default(12),
  /** Hosts of identity providers that may be in a private network. */
  PRIVATE_PROVIDER_HOSTS: privateHosts.default([]),
  /** The resolvers that verify email domains. Unset: those of the machine. */
  DNS_SERVERS: dnsServers.optional(),
  DATA_DIR: z.string().default('.data'),
  /** The mail server. Unset, as MAIL_FROM is then: the console sends no mail. */
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.optional(),
  /** The API rate limit per user, and per address for calls without valid secrets. */
  API_CALLS_PER_MINUTE: wholeNumber(
    1,
    999_999_999,
    'must be a whole number from 1 to 999999999.',
  ).default(6_000),
})

const envSchema = settingsSchema.required({
  DATABASE_URL: true,
  AUTH_SECRET: true,
  AUDIT_SECRET: true,
})

export type Settings = z.output<typeof settingsSchema>
export type Env = z.output<typeof envSchema>

/** What the operator set, before the program adds a database and secrets of its own. */
export function readSettings(): Settings {
  return read(settingsSchema.superRefine(requireBothForMail))
}

export function readSettingsOrExit(): Settings {
  try {
    return readSettings()
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** The complete settings. Throws until the database is open. */
export function env(): Env {
  return processSingleton('env', () => read(envSchema.superRefine(requireBothForMail)))
}

/** Falls back to `info`, so that the logger can report a wrong setting. */
export function readLogLevel(): (typeof levels)[number] {
  return logLevel.catch('info').parse(process.env.LOG_LEVEL || undefined)
}

function read<S extends z.ZodType>(schema: S): z.output<S> {
  // Compose files and shells leave unset variables empty.
  const variables = Object.entries(process.env).filter(([, value]) => value !== '')
  const result = schema.safeParse(Object.fromEntries(variables))
  if (result.success) return result.data
  const errors = result.error.issues.map(({ path, message, code }) => {
    const name = path.join('.')
    return code === 'invalid_type' ? `${name} is not set.` : `${name} ${message}`
  })
  throw new SettingsError([...new Set(errors)].join('\n'))
}
