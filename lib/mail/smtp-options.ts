import 'server-only'
import type SMTPTransport from 'nodemailer/lib/smtp-transport'

const GREETING_TIMEOUT_MS = 10_000
const SILENCE_TIMEOUT_MS = 20_000

/**
 * How to reach the server of SMTP_URL. TLS with a valid certificate is required, because a mail can
 * hold a link that sets a password. On loopback, nobody else listens and no certificate can be valid.
 */
export function smtpOptions(
  smtpUrl: string,
): SMTPTransport.Options & { host: string; port: number } {
  const url = new URL(smtpUrl)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const secure = url.protocol === 'smtps:'
  const mayBePlain = isLoopback(host) || url.searchParams.get('requireTLS') === 'false'
  return {
    host,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !(secure || mayBePlain),
    tls: { rejectUnauthorized: !mayBePlain },
    ...(url.username === '' ? {} : { auth: credentials(url) }),
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SILENCE_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

function credentials({ username, password }: URL) {
  return { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}
