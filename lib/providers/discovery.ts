import 'server-only'
import { custom, Issuer } from 'openid-client'
import { z } from 'zod'
import { ProviderError, toProviderError } from '@/lib/provider-error'
import { httpOptions } from '@/lib/providers/network/http-options'
import { whyUrlRejected } from '@/lib/providers/network/provider-url'

const endpoint = z.url({ abort: true }).superRefine((value, context) => {
  const reason = whyUrlRejected(new URL(value))
  if (reason) context.addIssue({ code: 'custom', message: reason })
})

const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA', 'ES384', 'RS384', 'RS512'] as const

const metadataSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
})

export type ProviderMetadata = {
  issuer: string
  authorizationEndpoint: string
  tokenEndpoint: string
  keysUrl: string
  userInfoEndpoint: string | undefined
  clientAuthentication: 'client_secret_basic' | 'client_secret_post'
  algorithm: (typeof algorithms)[number]
}

class GuardedIssuer extends Issuer {
  static override [custom.http_options] = httpOptions
}

/** Reads what a provider publishes about itself. */
export async function discover(issuer: string): Promise<ProviderMetadata> {
  const reason = whyUrlRejected(new URL(issuer))
  if (reason) throw new ProviderError('unreachable', reason)
  const { metadata } = await GuardedIssuer.discover(issuer).catch((error: unknown) => {
    throw toProviderError(error)
  })
  const result = metadataSchema.safeParse(metadata)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new ProviderError('malformed', `${issue?.path.join('.')}: ${issue?.message}`)
  }
  const published = result.data
  if (withoutSlash(published.issuer) !== withoutSlash(issuer)) {
    throw new ProviderError('malformed', `It calls itself ${published.issuer}.`)
  }
  const methods = published.token_endpoint_auth_methods_supported
  return {
    issuer: published.issuer,
    authorizationEndpoint: published.authorization_endpoint,
    tokenEndpoint: published.token_endpoint,
    keysUrl: published.jwks_uri,
    userInfoEndpoint: published.userinfo_endpoint,
    clientAuthentication: methods.includes('client_secret_basic')
      ? 'client_secret_basic'
      : 'client_secret_post',
    algorithm: chooseAlgorithm(published.id_token_signing_alg_values_supported),
  }
}

function chooseAlgorithm(supported: string[]): ProviderMetadata['algorithm'] {
  const algorithm = algorithms.find((known) => supported.includes(known))
  if (algorithm) return algorithm
  throw new ProviderError('malformed', `It signs with ${supported.join(', ')} only.`)
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, '')
}
