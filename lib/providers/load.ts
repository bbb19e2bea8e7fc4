import 'server-only'
import { z } from 'zod'
import { decryptAtRest } from '@/lib/auth/encryption-at-rest'
import { AppError } from '@/lib/errors'
import { systemOperation } from '@/lib/operation'
import { ProviderError } from '@/lib/provider-error'
import { discover, type ProviderMetadata } from '@/lib/providers/discovery'
import { discoverCached } from '@/lib/providers/discovery-cache'

/** A provider with everything that a sign-in needs. */
export type LoadedProvider = {
  id: number
  key: string
  organizationId: number
  name: string
  issuer: string
  clientId: string
  clientSecret: string
  accountId: number | null
  active: boolean
  version: number
  metadata: ProviderMetadata
}

const columns = {
  id: true,
  key: true,
  organizationId: true,
  name: true,
  issuer: true,
  clientId: true,
  clientSecret: true,
  accountId: true,
  active: true,
  version: true,
} as const

/** An administrator can test an inactive provider. */
export const loadProvider = systemOperation({
  input: z.object({ key: z.guid(), forTest: z.boolean() }),
  async run({ db, input: { key, forTest } }): Promise<LoadedProvider> {
    const provider = await db.identityProvider.findUnique({ where: { key }, select: columns })
    if (!provider) throw new AppError('not-found', 'Not found.')
    if (!provider.active && !forTest) {
      throw new ProviderError('unavailable', `${provider.name} is inactive.`)
    }
    const clientSecret = decryptAtRest('provider', provider.clientSecret, key)
    if (clientSecret === undefined) {
      throw new ProviderError('client', 'AUTH_SECRET changed: enter the client secret again.')
    }
    const read = forTest ? discover : discoverCached
    return { ...provider, clientSecret, metadata: await read(provider.issuer) }
  },
})
