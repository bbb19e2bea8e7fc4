import { z } from 'zod'
import { processSingleton } from '@/lib/process-singleton'
import {
  appUrl,
  corsOrigins,
  databaseUrl,
  dnsServers,
  listenHost,
  previousSecrets,
  privateHosts,
  secret,
  wholeNumber,
} from '@/lib/setting-formats'
import { mailFrom, requireBothForMail, smtpUrl } from '@/lib/smtp-settings'

export class SettingsError extends Error {}

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
  AUDIT_RETENTION_DAYS: wholeNumber('a whole number of days', 30, 36_500).optional(),
  /** Where those files are. Unset: in DATA_DIR. */
  AUDIT_ARCHIVE_DIR: z.string().optional(),
  /** The public URL, if a reverse proxy is in front. */
  APP_URL: appUrl.optional(),
  /** The sites whose scripts may call the API from a browser. */
  CORS_ORIGINS: corsOrigins.optional(),
  HOST: listenHost.default('127.0.0.1'),
  PORT: wholeNumber('a whole number', 1, 65_535).default(3000),
  /** How many trusted reverse proxies append to X-Forwarded-For. */
  TRUST_PROXY: wholeNumber('the number of reverse proxies in front of the server,', 0, 100).default(
    0,
  ),
  LOG_LEVEL: logLevel,
  /** After how many minutes without a request a session ends. */
  SESSION_IDLE_MINUTES: wholeNumber('a whole number of minutes', 1, 720).default(30),
  /** After how many hours a session ends, even if it is in use. */
  SESSION_ABSOLUTE_HOURS: wholeNumber('a whole number of hours', 1, 720).default(12),
  /** Hosts of identity providers that may be in a private network. */
  PRIVATE_PROVIDER_HOSTS: privateHosts.default([]),
  /** The resolvers that verify email domains. Unset: those of the machine. */
  DNS_SERVERS: dnsServers.optional(),
  DATA_DIR: z.string().default('.data'),
  /** The mail server. Unset, as MAIL_FROM is then: the console sends no mail. */
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailFrom.optional(),
  /** The API rate limit per user, and per address for calls without valid secrets. */
  API_CALLS_PER_MINUTE: wholeNumber('a whole number', 1, 999_999_999).default(6_000),
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
