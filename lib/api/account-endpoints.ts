import { createAccount, deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { getAccount, listAccounts } from '@/lib/accounts/queries'
import { accountListParameters } from '@/lib/accounts/query-schema'
import { grantAccountRole, listAccountRoles, revokeAccountRole } from '@/lib/accounts/roles'
import {
  accountChangeBody,
  accountResponse,
  grantedAccountRoleResponse,
  newAccountBody,
  newAccountInput,
  updatedAccountResponse,
} from '@/lib/api/account-body'
import { rolesResponse } from '@/lib/api/role-body'
import { recordParameters } from '@/lib/listing/schema'
import { endpoint, listEndpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

const updateEndpoint = endpoint({
  summary: 'Update an account',
  operation: updateAccount,
  body: accountChangeBody,
  ifMatch: true,
  response: updatedAccountResponse,
})

export const accountEndpoints: Endpoints = {
  '/accounts': {
    GET: listEndpoint({
      summary: 'List accounts',
      operation: listAccounts,
      query: accountListParameters,
      row: accountResponse,
    }),
    POST: endpoint({
      summary: 'Create an account',
      operation: createAccount,
      body: newAccountBody,
      input: newAccountInput,
      response: accountResponse,
    }),
  },
  '/accounts/{id}': {
    GET: endpoint({
      summary: 'Get an account',
      operation: getAccount,
      query: recordParameters,
      response: accountResponse,
    }),
    PATCH: updateEndpoint,
    PUT: updateEndpoint,
    DELETE: endpoint({
      summary: 'Deactivate an account and its users',
      operation: deleteAccount,
      ifMatch: true,
    }),
  },
  '/accounts/{id}/roles': {
    GET: endpoint({
      summary: 'List the roles of an account',
      operation: listAccountRoles,
      query: recordParameters,
      response: rolesResponse,
    }),
  },
  '/accounts/{id}/roles/{key}': {
    PUT: endpoint({
      summary: 'Grant a role to an account',
      operation: grantAccountRole,
      ifMatch: true,
      response: grantedAccountRoleResponse,
    }),
    DELETE: endpoint({
      summary: 'Revoke a role from an account',
      operation: revokeAccountRole,
      ifMatch: true,
    }),
  },
}
