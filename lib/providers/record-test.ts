import 'server-only'
import { z } from 'zod'
import { id } from '@/lib/ids'
import { command } from '@/lib/operation'
import { ProviderError } from '@/lib/provider-error'
import { personSchema } from '@/lib/providers/claims'
import { matchPerson } from '@/lib/providers/match-person'
import { lockProvider } from '@/lib/providers/records'

const testSchema = z.object({ id, version: id, person: personSchema })

/**
 * Records that a person has signed in at the provider with these settings, and would be let in here.
 * Signs nobody in, and links and creates nobody.
 */
export const recordProviderTest = command({
  name: 'providers.test',
  permission: 'organization:write',
  input: testSchema,
  target: ({ id }) => ({ type: 'provider', id }),
  async run({ actor, db, input: { id, version, person }, audit }): Promise<void> {
    const provider = await lockProvider(db, actor, id)
    if (provider.version !== version) {
      throw new ProviderError('unavailable', 'The provider was changed during the test.')
    }
    const { organizationId } = actor
    const accountId = provider.account?.id ?? null
    const match = await matchPerson(db, { ...provider, organizationId, accountId }, person)
    if (match.kind !== 'to-create' && !match.user.active) {
      throw new ProviderError('inactive', `${match.user.email} is inactive.`)
    }
    await db.$executeRaw`UPDATE identity_providers SET tested_at = now() WHERE id = ${id}`
    audit({ target: { type: 'provider', id }, detail: { outcome: match.kind } })
  },
})
