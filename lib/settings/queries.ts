import 'server-only'
import { z } from 'zod'
import { readMailOverview } from '@/lib/mail/overview'
import { query } from '@/lib/operation'
import { findOrganization } from '@/lib/organization/records'
import { readSecret } from '@/lib/organization/secret-uses'
import { listProviders } from '@/lib/providers/records'
import { readWithoutFactor } from '@/lib/second-factor/organization-policy'
import type { SettingsView } from '@/lib/settings/view'

/** All that the page of the settings shows. */
export const getSettings = query({
  name: 'organization.getSettings',
  permission: 'organization:read',
  input: z.object({}),
  async run({ actor, db }): Promise<SettingsView> {
    const { organizationId: id } = actor
    const [organization, secret, withoutFactor, providers, mail] = await Promise.all([
      findOrganization(db, id),
      readSecret(db, id),
      readWithoutFactor(db, id),
      listProviders(db, id),
      readMailOverview(db, id),
    ])
    return { organization, secret, withoutFactor, providers, mail }
  },
})
