import { z } from 'zod'
import { day, formatDay } from '@/lib/api/bodies'
import { requestBody } from '@/lib/api/request-body'
import { omitUndefined } from '@/lib/changes'
import { resetOrganizationSecretSchema, updateOrganizationSchema } from '@/lib/organization/schema'
import type { OrganizationView } from '@/lib/organization/view'
import { passwordPolicySchema } from '@/lib/passwords/schema'

const organizationBody = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    active: z.boolean(),
    createdDate: day,
    passwordPolicy: passwordPolicySchema,
  })
  .meta({ id: 'Organization' })

export const organizationResponse = {
  schema: organizationBody,
  present: presentOrganization,
  version: ({ version }: OrganizationView) => version,
}

type Updated = { organization: OrganizationView }

export const updatedOrganizationResponse = {
  schema: organizationBody,
  present: ({ organization }: Updated) => presentOrganization(organization),
  version: ({ organization }: Updated) => organization.version,
}

function presentOrganization({
  id,
  name,
  createdAt,
  passwordPolicy,
}: OrganizationView): z.input<typeof organizationBody> {
  return { id, name, active: true, createdDate: formatDay(createdAt), passwordPolicy }
}

export const newSecretParameters = z.strictObject({
  overlapHours: resetOrganizationSecretSchema.shape.overlapHours.meta({
    description: 'For how many hours the old secret keeps working. By default, it ends at once.',
  }),
})

type NewSecret = { id: number; name: string; secret: string; previousUntil: Date | null }

export const organizationWithSecretResponse = {
  schema: organizationBody.pick({ id: true, name: true }).extend({
    secret: z.string(),
    previousSecretUntil: z.iso.datetime().optional().meta({
      description: 'When the old secret ends. Absent if it no longer works.',
    }),
  }),
  present: ({ previousUntil, ...organization }: NewSecret) => ({
    ...organization,
    ...omitUndefined({ previousSecretUntil: previousUntil?.toISOString() }),
  }),
}

export const organizationChangeBody = requestBody(
  updateOrganizationSchema.pick({ name: true }),
  [
    'active',
    'passwordPolicy',
    'externalId',
    'customerId',
    'tierId',
    'vdrVersion',
    'canCreatePeer',
    'twoFactorAuthEnabled',
    'street1',
    'city',
    'state',
    'postalCode',
    'country',
  ],
  'OrganizationChange',
)
