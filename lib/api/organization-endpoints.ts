import { getAccount, listAccounts } from '@/lib/accounts/queries'
import { accountListParameters } from '@/lib/accounts/query-schema'
import { accountResponse } from '@/lib/api/account-body'
import {
  newSecretParameters,
  organizationChangeBody,
  organizationResponse,
  organizationWithSecretResponse,
  updatedOrganizationResponse,
} from '@/lib/api/organization-body'
import { describedRolesResponse } from '@/lib/api/role-body'
import { recordParameters } from '@/lib/listing/schema'
import { updateOrganization } from '@/lib/organization/commands'
import { getOrganization, listRoles } from '@/lib/organization/queries'
import { resetOrganizationSecret } from '@/lib/organization/secret'
import { pathParameter } from '@/lib/transport/api-call'
import { endpoint, listEndpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

export const organizationEndpoints: Endpoints = {
  '/organizations/roles': {
    GET: endpoint({
      summary: 'List the roles and their privileges',
      operation: listRoles,
      response: describedRolesResponse,
    }),
  },
  '/organizations/me': {
    GET: endpoint({
      summary: 'Get the organization',
      operation: getOrganization,
      response: organizationResponse,
    }),
    PUT: endpoint({
      summary: 'Rename the organization',
      operation: updateOrganization,
      body: organizationChangeBody,
      ifMatch: true,
      response: updatedOrganizationResponse,
    }),
  },
  '/organizations/me/secret': {
    PUT: endpoint({
      summary: 'Reset the Organization Secret',
      operation: resetOrganizationSecret,
      query: newSecretParameters,
      response: organizationWithSecretResponse,
    }),
  },
  '/organizations/{id}/accounts': {
    GET: listEndpoint({
      summary: 'List the accounts of your organization',
      operation: listAccounts,
      query: accountListParameters,
      input: (call) => ({ ...call.query, organizationId: pathParameter(call, 'id') }),
      row: accountResponse,
    }),
  },
  '/organizations/{id}/accounts/{accountId}': {
    GET: endpoint({
      summary: 'Get an account of your organization',
      operation: getAccount,
      query: recordParameters,
      input: (call) => ({
        ...call.query,
        id: pathParameter(call, 'accountId'),
        organizationId: pathParameter(call, 'id'),
      }),
      response: accountResponse,
    }),
  },
}
