import 'server-only'
import { Secret, TOTP } from 'otpauth'

// 160 bits, as RFC 4226 recommends. Authenticator apps expect SHA-1, 6 digits and 30 seconds.
const SECRET_BYTES = 20
const ACCEPTED_STEPS = 1

/** In Base32, as people type it into an app that can't scan it. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32
}

/**
 * The time step of a code, as RFC 6238 counts them, or undefined for a wrong code. Also accepts the
 * step before and the one after, because clocks differ and typing takes time.
 */
export function findTimeStep(secret: string, code: string, seconds: number): number | undefined {
  const timestamp = Math.floor(seconds) * 1000
  const offset = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: ACCEPTED_STEPS,
  })
  return offset === null ? undefined : TOTP.counter({ timestamp }) + offset
}

/** What the QR code tells an authenticator app. */
export function setupUri(secret: string, account: { issuer: string; email: string }): string {
  // A colon separates the two in the label.
  const issuer = account.issuer.replaceAll(':', ' ')
  return new TOTP({ issuer, label: account.email, secret }).toString()
}
