import { rolesResponse } from '@/lib/api/role-body'
import {
  addedUserResponse,
  grantedUserRoleResponse,
  updatedUserResponse,
  userResponse,
  userWithRolesResponse,
} from '@/lib/api/user-body'
import { newUserBody, newUserInput, userChangeBody, userInput } from '@/lib/api/user-request'
import { AppError } from '@/lib/errors'
import { listParameters, recordParameters } from '@/lib/listing/schema'
import { type Call, pathParameter } from '@/lib/transport/api-call'
import { endpoint, listEndpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { addUser } from '@/lib/users/add-user'
import { deleteUser, updateUser } from '@/lib/users/commands'
import { getUser, listUsers } from '@/lib/users/queries'
import { grantRole, listUserRoles, revokeRole } from '@/lib/users/roles'

const userId = (call: Call) => pathParameter(call, 'idOrEmail')
const accountId = (call: Call) => pathParameter(call, 'id')

type UserKey = { id: string; within?: string }

// The same user is reachable below the organization and their own account.
const inOrganization = (call: Call): UserKey => ({ ...call.query, id: userId(call) })
const inAccount = (call: Call): UserKey => ({ ...inOrganization(call), within: accountId(call) })

function singleUserEndpoints(key: (call: Call) => UserKey) {
  const updateEndpoint = endpoint({
    summary: 'Update a user',
    operation: updateUser,
    body: userChangeBody,
    input: (call) => ({ ...key(call), ...userInput(call) }),
    ifMatch: true,
    response: updatedUserResponse,
  })
  return {
    GET: endpoint({
      summary: 'Get a user',
      operation: getUser,
      query: recordParameters,
      input: key,
      response: userWithRolesResponse,
    }),
    PATCH: updateEndpoint,
    PUT: updateEndpoint,
    DELETE: endpoint({
      summary: 'Permanently delete a user',
      operation: deleteUser,
      input: key,
      ifMatch: true,
    }),
  }
}

// Compatible with Cloud Elements 2.0, which answers 404 unless the list was filtered.
function failWithoutFilter({ query }: Call): void {
  if (!query.where && query.includeInactive !== 'false')
    throw new AppError('not-found', 'No users found')
}

const roleInput = (call: Call) => ({ id: userId(call), key: pathParameter(call, 'key') })

export const userEndpoints: Endpoints = {
  '/accounts/{id}/users': {
    GET: listEndpoint({
      summary: 'List the users of an account',
      operation: listUsers,
      query: listParameters,
      input: (call) => ({ ...call.query, within: accountId(call) }),
      row: userResponse,
      onEmpty: failWithoutFilter,
    }),
    POST: endpoint({
      summary: 'Add a user to an account',
      operation: addUser,
      body: newUserBody,
      input: (call) => ({ ...newUserInput(call), accountId: accountId(call) }),
      response: addedUserResponse,
    }),
  },
  '/accounts/{id}/users/{idOrEmail}': singleUserEndpoints(inAccount),
  '/users': {
    GET: listEndpoint({
      summary: 'List users',
      operation: listUsers,
      query: listParameters,
      row: userResponse,
    }),
  },
  '/users/{idOrEmail}': singleUserEndpoints(inOrganization),
  '/users/{idOrEmail}/roles': {
    GET: endpoint({
      summary: 'List the roles of a user',
      operation: listUserRoles,
      query: recordParameters,
      input: inOrganization,
      response: rolesResponse,
    }),
  },
  '/users/{idOrEmail}/roles/{key}': {
    PUT: endpoint({
      summary: 'Grant a role to a user',
      operation: grantRole,
      input: roleInput,
      ifMatch: true,
      response: grantedUserRoleResponse,
    }),
    DELETE: endpoint({
      summary: 'Revoke a role from a user',
      operation: revokeRole,
      input: roleInput,
      ifMatch: true,
      response: updatedUserResponse,
    }),
  },
  '/organizations/users': {
    GET: listEndpoint({
      summary: 'List the users of the default account',
      operation: listUsers,
      query: listParameters,
      input: ({ query }) => ({ ...query, within: 'default' }),
      row: userResponse,
    }),
    POST: endpoint({
      summary: 'Add a user to the default account',
      operation: addUser,
      body: newUserBody,
      input: (call) => ({ ...newUserInput(call), accountId: 'default' }),
      response: addedUserResponse,
    }),
  },
  '/organizations/users/{idOrEmail}': singleUserEndpoints(inOrganization),
}
