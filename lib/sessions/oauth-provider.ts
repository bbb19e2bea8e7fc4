import 'server-only'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { custom, type IdTokenClaims, TokenSet } from 'openid-client'
import { type Person, readPerson } from '@/lib/providers/claims'
import type { LoadedProvider } from '@/lib/providers/load'
import { httpOptions } from '@/lib/providers/network/http-options'
import { toProviderError } from '@/lib/providers/provider-error'

// Asks providers to say when the person last signed in, and doesn't make anyone sign in again.
const ANY_AGE_SECONDS = 365 * 24 * 60 * 60
/** How long it may take to sign in at the provider, give consent and return. */
const RECENT_SECONDS = 5 * 60

export type ProviderSignIn = {
  provider: LoadedProvider
  /** Whether the person must have signed in at the provider. */
  isRecentRequired: boolean
  /** Returns the token of the session in which the person continues. */
  onPerson(person: Person): Promise<string>
}

/** The configuration of a provider for next-auth: code flow with PKCE, state and nonce. */
export function oauthProvider(
  { provider, isRecentRequired, onPerson }: ProviderSignIn,
  reportErrors: <T>(result: Promise<T>) => Promise<T>,
): OAuthConfig<IdTokenClaims> {
  const { key, name, clientId, clientSecret, metadata } = provider
  const continueAs = async (claims: IdTokenClaims) => ({ id: await onPerson(readPerson(claims)) })
  return {
    id: key,
    name,
    type: 'oauth',
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
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
      async request({ provider: { callbackUrl }, client, params, checks }) {
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
      async request({ client, tokens }) {
        const tokenSet = new TokenSet(tokens)
        const claims = tokenSet.claims()
        // Many providers give an email address here only.
        if (claims.email !== undefined || !metadata.userInfoEndpoint) return claims
        const more = client.userinfo(tokenSet).catch(throwProviderError)
        return { ...(await reportErrors(more)), ...claims }
      },
    },
    jwks_endpoint: metadata.keysUrl,
    profile: (claims) => reportErrors(continueAs(claims)),
  }
}

function throwProviderError(error: unknown): never {
  throw toProviderError(error)
}
