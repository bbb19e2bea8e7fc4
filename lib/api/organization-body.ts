import { z } from 'zod'
import { day, formatDay } from '@/lib/api/bodies'
import { requestBody, withReadOnlyFields } from '@/lib/api/request-body'
import { updateOrganizationSchema } from '@/lib/organization/schema'
import type { OrganizationView } from '@/lib/organization/view'
import type { PasswordPolicy } from '@/lib/passwords/policy'
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

export const organizationResponse = { schema: organizationBody, present: presentOrganization }

export const updatedOrganizationResponse = {
  schema: organizationBody,
  present: ({ organization }: { organization: OrganizationView }) =>
    presentOrganization(organization),
}

function presentOrganization({
  createdAt,
  ...organization
}: OrganizationView): z.input<typeof organizationBody> {
  return { ...organization, active: true, createdDate: formatDay(createdAt) }
}

export const organizationWithSecretResponse = {
  schema: organizationBody.pick({ id: true, name: true }).extend({ secret: z.string() }),
  present: (organization: { id: number; name: string; secret: string }) => organization,
}

export const organizationChangeBody = requestBody(
  updateOrganizationSchema,
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

export const passwordPolicyBody = withReadOnlyFields(passwordPolicySchema, [
  'createdDt',
  'updatedDt',
]).meta({ id: 'PasswordPolicyChange' })

export const passwordPolicyResponse = {
  schema: passwordPolicySchema,
  present: (policy: PasswordPolicy) => policy,
}
