import 'server-only'
import { command } from '@/lib/operation'
import {
  findOrganization,
  lockOrganization,
  requireVersion,
  saveOrganization,
} from '@/lib/organization/records'
import { updateOrganizationSchema } from '@/lib/organization/schema'
import type { OrganizationView } from '@/lib/organization/view'

type UpdatedOrganization = { organization: OrganizationView; changed: boolean }

/** Saving the name it has writes nothing. The name of the default account stays as it is. */
export const updateOrganization = command({
  name: 'organization.update',
  permission: 'organization:write',
  input: updateOrganizationSchema,
  target: (_input, { organizationId }) => ({ type: 'organization', id: organizationId }),
  async run({ actor, db, input, audit }): Promise<UpdatedOrganization> {
    const { organizationId: id } = actor
    const { name, version, nameVersion } = input
    const before = await lockOrganization(db, id)
    requireVersion(version, before.version, { name: before.name })
    requireVersion(nameVersion, before.nameVersion, { name: before.name })
    if (name === undefined || name === before.name) {
      return { organization: before, changed: false }
    }
    await saveOrganization(db, before, 'nameVersion', { name })
    audit({
      target: { type: 'organization', id },
      detail: { before: { name: before.name }, after: { name } },
    })
    return { organization: await findOrganization(db, id), changed: true }
  },
})
