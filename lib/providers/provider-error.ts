import 'server-only'

/** Why someone could not sign in with a provider. The sign-in page has a sentence for each. */
export const providerErrorCodes = [
  'denied',
  'unreachable',
  'malformed',
  'clock',
  'expired',
  'client',
  'old-authentication',
  'no-email',
  'unverified-email',
  'other-domain',
  'no-user',
  'inactive',
  'other-person',
  'unavailable',
] as const

export type ProviderErrorCode = (typeof providerErrorCodes)[number]

/** The message is for the log and for administrators. It never has a token. */
export class ProviderError extends Error {
  constructor(
    readonly code: ProviderErrorCode,
    message: string,
    /** Whom it concerns, if they are a user of the organization. */
    readonly user?: { id: number; organizationId: number; email: string },
  ) {
    super(message.slice(0, 300))
    this.name = 'ProviderError'
  }
}

// How openid-client and next-auth word their errors, which have no codes.
const known: [pattern: RegExp, code: ProviderErrorCode][] = [
  [/^(access_denied|consent_required|interaction_required)/, 'denied'],
  [/^(invalid_client|unauthorized_client)/, 'client'],
  [/^invalid_grant|^(state|nonce) mismatch/, 'expired'],
  [/cookie was missing|could not be parsed|created for a different provider/, 'expired'],
  [/^login_required|too much time has elapsed|auth_time/, 'old-authentication'],
  [/^JWT (expired|not active)/, 'clock'],
  [/timed out|took too long|is in a private network|must begin with https/, 'unreachable'],
  [/^(expected 200 OK, got: 5|temporarily_unavailable|server_error)/, 'unreachable'],
]

/** Of what a library of the sign-in threw. Its properties can hold tokens, so only its message stays. */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error
  if (!(error instanceof Error)) return new ProviderError('malformed', String(error))
  const code = known.find(([pattern]) => pattern.test(error.message))?.[1]
  if (code) return new ProviderError(code, error.message)
  const isOfNetwork = 'code' in error && typeof error.code === 'string'
  return new ProviderError(isOfNetwork ? 'unreachable' : 'malformed', error.message)
}
