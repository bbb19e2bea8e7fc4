import 'server-only'
import {
  type CallbackParamsType,
  type Client,
  custom,
  type IdTokenClaims,
  type OpenIDCallbackChecks,
  TokenSet,
  type TokenSetParameters,
} from 'openid-client'
import { toProviderError } from '@/lib/provider-error'
import { type Person, readPerson } from '@/lib/providers/claims'
import { httpOptions } from '@/lib/providers/network/http-options'
import type { ProviderSignIn } from '@/lib/sessions/provider-purposes'

// Asks providers to say when the person last signed in, and doesn't make anyone sign in again.
const ANY_AGE_SECONDS = 365 * 24 * 60 * 60
/** How long it may take to sign in at the provider, give consent and return. */
const RECENT_SECONDS = 5 * 60

type TokenRequest = {
  provider: { callbackUrl: string }
  client: Client
  params: CallbackParamsType
  checks: OpenIDCallbackChecks
}

type UserInfoRequest = { client: Client; tokens: TokenSetParameters }

/** The configuration of a provider for next-auth: code flow with PKCE, state and nonce. */
export function oauthProvider(
  { provider, isRecentRequired }: ProviderSignIn,
  /** Returns the user of next-auth. */
  toUser: (person: Person) => Promise<{ id: string }>,
  reportErrors: <T>(result: Promise<T>) => Promise<T>,
) {
  const { key, name, clientId, clientSecret, metadata } = provider
  const readUser = async (claims: IdTokenClaims) => toUser(readPerson(claims))
  return {
    id: key,
    name,
    type: 'oauth' as const,
    idToken: true,
    checks: ['pkce' as const, 'state' as const, 'nonce' as const],
    issuer: metadata.issuer,
    clientId,
    clientSecret,
    client: {
      token_endpoint_auth_method: metadata.clientAuthentication,
      id_token_signed_response_alg: metadata.algorithm,
    },
    authorization: {
      url: metadata.authorizationEndpoint,
      params: {
        scope: 'openid email profile',
        ...(isRecentRequired ? { prompt: 'login', max_age: 0 } : { max_age: ANY_AGE_SECONDS }),
      },
    },
    token: {
      url: metadata.tokenEndpoint,
      async request({ provider: { callbackUrl }, client, params, checks }: TokenRequest) {
        client[custom.http_options] = httpOptions
        client.issuer[custom.http_options] = httpOptions
        const age = isRecentRequired ? { max_age: RECENT_SECONDS } : {}
        const all = { ...checks, ...age, response_type: 'code' }
        const tokens = client.callback(callbackUrl, params, all).catch(throwProviderError)
        return { tokens: await reportErrors(tokens) }
      },
    },
    userinfo: {
      ...(metadata.userInfoEndpoint ? { url: metadata.userInfoEndpoint } : {}),
      async request({ client, tokens }: UserInfoRequest) {
        const tokenSet = new TokenSet(tokens)
        const claims = tokenSet.claims()
        // Many providers give an email address here only.
        if (claims.email !== undefined || !metadata.userInfoEndpoint) return claims
        const more = client.userinfo(tokenSet).catch(throwProviderError)
        return { ...(await reportErrors(more)), ...claims }
      },
    },
    jwks_endpoint: metadata.keysUrl,
    profile: (claims: IdTokenClaims) => reportErrors(readUser(claims)),
  }
}

function throwProviderError(error: unknown): never {
  throw toProviderError(error)
}
