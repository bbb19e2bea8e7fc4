import 'server-only'
import { currentSessionId } from '@/lib/auth/actor'
import { encryptAtRest } from '@/lib/auth/encryption-at-rest'
import { endSessionsBesideProvider } from '@/lib/auth/required-provider'
import { AppError, fieldError } from '@/lib/errors'
import { command } from '@/lib/operation'
import { ProviderError } from '@/lib/provider-error'
import { discover } from '@/lib/providers/discovery'
import { CHANGED_WHILE_REQUIRED } from '@/lib/providers/policy'
import { lockProvider, providerColumns, saveProvider } from '@/lib/providers/records'
import { requireRequirable } from '@/lib/providers/rules'
import {
  addProviderSchema,
  deleteProviderSchema,
  updateProviderSchema,
} from '@/lib/providers/schema'
import type { ProviderView } from '@/lib/providers/view'

/** A new provider is inactive, so that it can be tested first. */
export const addProvider = command({
  name: 'providers.add',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: addProviderSchema,
  prepare: ({ input }) => readIssuer(input.issuer),
  async run({ actor, db, input, prepared: issuer, audit }): Promise<ProviderView> {
    const { key, clientSecret, ...fields } = input
    if ((await db.identityProvider.count({ where: { key } })) > 0) {
      throw new AppError('conflict', 'This provider was already added. Open it in Settings.')
    }
    const provider = await db.identityProvider.create({
      data: {
        ...fields,
        key,
        issuer,
        organizationId: actor.organizationId,
        clientSecret: encryptAtRest('provider', clientSecret, key),
      },
      select: providerColumns,
    })
    audit({ target: { type: 'provider', id: provider.id }, detail: { after: auditable(provider) } })
    return provider
  },
})

type UpdatedProvider = ProviderView & { sessionsEnded: number }

/**
 * Another issuer or client has to be tested again. Ends the sessions of people who must now sign in
 * with the provider and began them in another way, except that of the actor.
 */
export const updateProvider = command({
  name: 'providers.update',
  permission: 'organization:write',
  recentAuthentication: 'always',
  exclusive: true,
  input: updateProviderSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  prepare: ({ input }) => readIssuer(input.issuer),
  async run({ actor, db, input, prepared: issuer, audit }): Promise<UpdatedProvider> {
    const { id, version, clientSecret, ...values } = input
    const before = await lockProvider(db, actor, id)
    requireVersion(before, version)
    const isOtherClient =
      issuer !== before.issuer || values.clientId !== before.clientId || clientSecret !== ''
    if (isOtherClient && before.required && values.required) {
      throw fieldError('conflict', 'required', CHANGED_WHILE_REQUIRED)
    }
    const testedAt = isOtherClient ? null : before.testedAt
    if (values.required) {
      await requireRequirable(db, actor, { ...before, ...values, testedAt })
    }
    const secret = encryptAtRest('provider', clientSecret, before.key)
    const after = await saveProvider(db, id, {
      ...values,
      issuer,
      testedAt,
      ...(clientSecret === '' ? {} : { clientSecret: secret }),
    })
    const sessionsEnded = await endSessionsBesideProvider(db, id, currentSessionId(actor))
    audit({
      target: { type: 'provider', id },
      detail: {
        before: auditable(before),
        after: auditable(after),
        ...(clientSecret === '' ? {} : { clientSecret: 'changed' }),
        ...(after.required ? { sessionsEnded } : {}),
      },
    })
    return { ...after, sessionsEnded }
  },
})

/** Also forgets who its people are here. They keep their users. */
export const deleteProvider = command({
  name: 'providers.delete',
  permission: 'organization:write',
  recentAuthentication: 'always',
  input: deleteProviderSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  async run({ actor, db, input: { id, version }, audit }): Promise<{ name: string }> {
    const before = await lockProvider(db, actor, id)
    if (version !== undefined) requireVersion(before, version)
    await db.identityProvider.delete({ where: { id }, select: { id: true } })
    audit({ target: { type: 'provider', id }, detail: { before: auditable(before) } })
    return { name: before.name }
  },
})

/** The issuer as the provider itself writes it, which its tokens name. */
async function readIssuer(issuer: string): Promise<string> {
  const metadata = await discover(issuer).catch((error: unknown) => {
    if (!(error instanceof ProviderError)) throw error
    const message = `No provider could be read at this URL. ${error.message}`
    throw fieldError('invalid', 'issuer', message)
  })
  return metadata.issuer
}

function requireVersion(provider: ProviderView, version: number): void {
  if (version === provider.version) return
  const { name, issuer, clientId, active, required, emergencyUserId } = provider
  const checkbox = (checked: boolean) => (checked ? 'on' : 'off')
  throw new AppError('stale', 'Someone else changed this provider while you were editing it.', {
    current: {
      name,
      issuer,
      clientId,
      active: checkbox(active),
      required: checkbox(required),
      emergencyUserId: String(emergencyUserId ?? ''),
    },
    version: provider.version,
  })
}

function auditable({
  name,
  issuer,
  clientId,
  account,
  active,
  required,
  emergencyUserId,
}: ProviderView) {
  return {
    name,
    issuer,
    clientId,
    accountId: account?.id ?? null,
    active,
    required,
    emergencyUserId,
  }
}
