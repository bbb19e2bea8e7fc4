import { z } from 'zod'
import { rolesResponse } from '@/lib/api/role-body'
import { resetOrganizationSecret, setPasswordPolicy } from '@/lib/organization/commands'
import { getOrganization, getPasswordPolicy, listRoles } from '@/lib/organization/queries'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { passwordPolicySchema } from '@/lib/passwords/schema'
import { endpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

type Organization = { id: number; name: string }

const organizationResponse = {
  schema: z.strictObject({ id: z.int(), name: z.string() }),
  present: (organization: Organization) => organization,
}

const organizationWithSecretResponse = {
  schema: z.strictObject({ id: z.int(), name: z.string(), secret: z.string() }),
  present: (organization: Organization & { secret: string }) => organization,
}

const passwordPolicyResponse = {
  schema: passwordPolicySchema,
  present: (policy: PasswordPolicy) => policy,
}

export const organizationEndpoints: Endpoints = {
  '/organizations/roles': {
    GET: endpoint({
      summary: 'List the roles',
      operation: listRoles,
      response: rolesResponse,
    }),
  },
  '/organizations/me': {
    GET: endpoint({
      summary: 'Get the organization',
      operation: getOrganization,
      response: organizationResponse,
    }),
  },
  '/organizations/me/secret': {
    PUT: endpoint({
      summary: 'Reset the Organization Secret',
      operation: resetOrganizationSecret,
      response: organizationWithSecretResponse,
    }),
  },
  '/organizations/password-policies': {
    GET: endpoint({
      summary: 'Get the password policy',
      operation: getPasswordPolicy,
      response: passwordPolicyResponse,
    }),
    PUT: endpoint({
      summary: 'Replace the password policy',
      operation: setPasswordPolicy,
      body: passwordPolicySchema,
      input: ({ body }) => ({ policy: body }),
      response: passwordPolicyResponse,
    }),
    DELETE: endpoint({
      summary: 'Restore the default password policy',
      operation: setPasswordPolicy,
      input: () => ({ policy: null }),
      response: passwordPolicyResponse,
    }),
  },
}
