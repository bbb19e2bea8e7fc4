// Why someone could not sign in with an identity provider.

const again = 'Start again.'
const askAdministrator = 'Ask an administrator of your organization.'

const sentences = {
  denied: `Your identity provider didn't sign you in, because you or its rules said no. ${again}`,
  unreachable:
    "Your identity provider isn't responding. Try again in a few minutes, or tell an administrator of your organization.",
  malformed: `Your identity provider gave an answer that can't be trusted. ${askAdministrator}`,
  clock: `The clocks of your identity provider and of this server differ too much. ${askAdministrator}`,
  expired: `This sign-in took too long, or was started in another tab or browser. ${again}`,
  client: `Your identity provider rejected this console. An administrator has to check the client ID, its secret and the redirect URI.`,
  'old-authentication': `Your identity provider didn't ask you to sign in again, so it isn't certain that it's you. ${again}`,
  'someone-else': `You signed in at your identity provider as someone else. Sign in there with the account that you use for this console.`,
  'no-email': `Your identity provider gave no email address. ${askAdministrator}`,
  'unverified-email': `Your identity provider hasn't verified your email address. Verify it there, then start again.`,
  'other-domain': `Your email address at the identity provider belongs to a domain that your organization hasn't verified here. ${askAdministrator}`,
  'no-user': `You don't have a user in this console. ${askAdministrator}`,
  inactive: `Your user or account is deactivated. ${askAdministrator}`,
  'other-person': `Your email address belongs to a user who is linked with another person at the identity provider. ${askAdministrator}`,
  unavailable:
    "This sign-in isn't available at the moment. Try again, or ask an administrator of your organization.",
}

export type ProviderErrorCode = keyof typeof sentences

/** What happened and what to do, for a code in a URL. */
export function providerErrorSentence(code: string): string {
  return Object.entries(sentences).find(([known]) => known === code)?.[1] ?? sentences.unavailable
}

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
