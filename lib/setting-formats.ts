import { isIP } from 'node:net'
import { z } from 'zod'
import { isRandomSecret } from '@/lib/random-secret'

/** `what` is what the message says it must be, such as "a whole number of days". */
export const wholeNumber = (what: string, min: number, max: number) => {
  const message = `must be ${what} from ${min} to ${max}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
}

export const databaseUrl = z.string().refine((value) => {
  if (!URL.canParse(value)) return false
  const { protocol, username } = new URL(value)
  return /^postgres(ql)?:$/.test(protocol) && username !== ''
}, 'must be a PostgreSQL URL with a role, such as postgresql://role:password@host:5432/database.')

export const appUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false
    const { protocol, origin, href } = new URL(value)
    return /^https?:$/.test(protocol) && href === `${origin}/`
  }, 'must be an http or https URL without a path, such as https://accounts.example.com.')
  .transform((value) => new URL(value).origin)

export const listenHost = z
  .string()
  .regex(/^[\w.:%-]+$/, 'must be a host name or IP address of this machine.')

export const secret = z
  .string()
  .refine(
    isRandomSecret,
    'must be 32 random bytes: this value is too short or can be guessed. Generate it with: openssl rand -base64 32',
  )

const list = (isValid: (item: string) => boolean, message: string) =>
  z
    .string()
    .transform((value) => value.split(',').map((item) => item.trim()))
    .refine((items) => items.every(isValid), message)

// Not checked like the current one: a weak secret may be the reason for the rotation.
export const previousSecrets = list(
  (previous) => previous !== '',
  'must be a list of secrets separated by commas.',
)

export const corsOrigins = list(
  isOrigin,
  'must be a list of origins separated by commas, such as https://app.example.com. A wildcard is not supported.',
)

/** As browsers send it: without a path, a default port or capitals. */
function isOrigin(value: string): boolean {
  if (!/^https?:[^*]+$/.test(value) || !URL.canParse(value)) return false
  return new URL(value).origin === value
}

export const privateHosts = list(
  (host) => URL.canParse(`https://${host}`) && new URL(`https://${host}`).hostname === host,
  'must be a list of host names or IP addresses separated by commas, such as login.example.internal.',
)

export const dnsServers = list(
  (server) => isIP(server.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1')) > 0,
  'must be a list of IP addresses separated by commas, such as 192.0.2.53.',
)
