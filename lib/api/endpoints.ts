import { z } from 'zod'
import { createAccount, deleteAccount, updateAccount } from '@/lib/accounts/commands'
import { getAccount, listAccounts } from '@/lib/accounts/queries'
import { grantAccountRole, listAccountRoles, revokeAccountRole } from '@/lib/accounts/roles'
import {
  accountBody,
  accountChangeBody,
  newAccountBody,
  newAccountInput,
  presentAccount,
} from '@/lib/api/account-body'
import { presentRole, roleBody } from '@/lib/api/bodies'
import {
  changedUserBody,
  newUserAnswer,
  newUserBody,
  newUserInput,
  presentChangedUser,
  presentUser,
  presentWithSecret,
  userBody,
  userChangeBody,
  userChangeInput,
} from '@/lib/api/user-body'
import { AppError } from '@/lib/errors'
import { listParameters } from '@/lib/listing/schema'
import { resetOrganizationSecret, setPasswordPolicy } from '@/lib/organization/commands'
import { getOrganization, getPasswordPolicy } from '@/lib/organization/queries'
import type { PasswordPolicy } from '@/lib/passwords/policy'
import { passwordPolicySchema } from '@/lib/passwords/schema'
import type { Endpoints } from '@/lib/transport/dispatch'
import { type Call, endpoint, listEndpoint } from '@/lib/transport/endpoint'
import { addUser, deleteUser, resetUserSecret, updateUser } from '@/lib/users/commands'
import { getUser, listUsers } from '@/lib/users/queries'
import { grantRole, listUserRoles, revokeRole } from '@/lib/users/roles'

const account = {
  answer: accountBody,
  present: presentAccount,
  versionOf: ({ version }: { version: number }) => version,
}
const changeAccount = endpoint({
  summary: 'Change an account',
  operation: updateAccount,
  body: accountChangeBody,
  answer: accountBody,
  present: ({ account }) => presentAccount(account),
  versionOf: ({ account }) => account.version,
})

const user = { answer: userBody, present: presentUser }
const changedUser = {
  answer: changedUserBody,
  present: presentChangedUser,
  versionOf: ({ version }: { version: number }) => version,
}
const userSecret = { answer: newUserAnswer, present: presentWithSecret }
const role = { answer: z.array(roleBody), present: (keys: string[]) => keys.map(presentRole) }
const policy = { answer: passwordPolicySchema, present: (asked: PasswordPolicy) => asked }

type Where = Partial<Call['path']>

/** The calls for one user, wherever in the organization they are looked for. */
function userCalls(within: (path: Where) => { within?: string | undefined }) {
  const input = ({ path, version }: Call, rest: object = {}) => ({
    id: path.idOrEmail,
    ...within(path),
    ...rest,
    ...(version === undefined ? {} : { version }),
  })
  const change = endpoint({
    summary: 'Change a user',
    operation: updateUser,
    body: userChangeBody,
    answer: changedUserBody,
    present: ({ user }) => presentChangedUser(user),
    versionOf: ({ user }) => user.version,
    input: (call) => input(call, userChangeInput(call)),
  })
  return {
    GET: endpoint({
      summary: 'Read a user',
      operation: getUser,
      ...changedUser,
      input: (c) => input(c),
    }),
    PATCH: change,
    PUT: change,
    DELETE: endpoint({
      summary: 'Delete a user for good',
      operation: deleteUser,
      input: (c) => input(c),
      versioned: true,
    }),
  }
}

const everywhere = () => ({})
const inDefault = () => ({ within: 'default' })
const inAccount = ({ id }: Where) => ({ within: id })

const roleOfUser = ({ path, version }: Call) => ({
  id: path.idOrEmail,
  key: path.key,
  ...(version === undefined ? {} : { version }),
})

/** As in the original; a condition that nobody fulfils is another matter. */
const noUsers = ({ query }: Call) => {
  if (!query.where) throw new AppError('not-found', 'No users found')
}

/** Every call of the API, a line a method. */
export const endpoints: Endpoints = {
  '/accounts': {
    GET: listEndpoint({
      summary: 'Find accounts',
      operation: listAccounts,
      query: listParameters,
      answer: accountBody,
      present: presentAccount,
    }),
    POST: endpoint({
      summary: 'Add an account',
      operation: createAccount,
      body: newAccountBody,
      ...account,
      input: newAccountInput,
    }),
  },
  '/accounts/{id}': {
    GET: endpoint({ summary: 'Read an account', operation: getAccount, ...account }),
    PATCH: changeAccount,
    PUT: changeAccount,
    DELETE: endpoint({
      summary: 'Deactivate an account and its users',
      operation: deleteAccount,
      versioned: true,
    }),
  },
  '/accounts/{id}/roles': {
    GET: endpoint({
      summary: 'Read the roles of an account',
      operation: listAccountRoles,
      ...role,
    }),
  },
  '/accounts/{id}/roles/{key}': {
    PUT: endpoint({
      summary: 'Give an account a role',
      operation: grantAccountRole,
      versioned: true,
    }),
    DELETE: endpoint({
      summary: 'Take a role from an account',
      operation: revokeAccountRole,
      versioned: true,
    }),
  },
  '/accounts/{id}/users': {
    GET: listEndpoint({
      summary: 'Find the users of an account',
      operation: listUsers,
      query: listParameters,
      ...user,
      onEmpty: noUsers,
      input: ({ query, path }) => ({ ...query, within: path.id }),
    }),
    POST: endpoint({
      summary: 'Add a user to an account',
      operation: addUser,
      body: newUserBody,
      ...userSecret,
      input: (call) => ({ ...newUserInput(call), accountId: call.path.id }),
    }),
  },
  '/accounts/{id}/users/{idOrEmail}': userCalls(inAccount),
  '/users': {
    GET: listEndpoint({
      summary: 'Find users',
      operation: listUsers,
      query: listParameters,
      ...user,
    }),
  },
  '/users/{idOrEmail}': userCalls(everywhere),
  '/users/{idOrEmail}/secret': {
    PUT: endpoint({
      summary: 'Give a user a new User Secret',
      operation: resetUserSecret,
      ...userSecret,
      input: ({ path }) => ({ id: path.idOrEmail }),
    }),
  },
  '/users/{idOrEmail}/roles': {
    GET: endpoint({
      summary: 'Read the roles of a user',
      operation: listUserRoles,
      ...role,
      input: ({ path }) => ({ id: path.idOrEmail }),
    }),
  },
  '/users/{idOrEmail}/roles/{key}': {
    PUT: endpoint({
      summary: 'Give a user a role',
      operation: grantRole,
      ...changedUser,
      input: roleOfUser,
    }),
    DELETE: endpoint({
      summary: 'Take a role from a user',
      operation: revokeRole,
      ...changedUser,
      input: roleOfUser,
    }),
  },
  '/organizations/users': {
    GET: listEndpoint({
      summary: 'Find the users of the default account',
      operation: listUsers,
      query: listParameters,
      ...user,
      input: ({ query }) => ({ ...query, within: 'default' }),
    }),
    POST: endpoint({
      summary: 'Add a user to the default account',
      operation: addUser,
      body: newUserBody,
      ...userSecret,
      input: (call) => ({ ...newUserInput(call), accountId: 'default' }),
    }),
  },
  '/organizations/users/{idOrEmail}': userCalls(inDefault),
  '/organizations/me': {
    GET: endpoint({
      summary: 'Read the organization',
      operation: getOrganization,
      answer: z.strictObject({ id: z.int(), name: z.string() }),
      present: (own) => own,
    }),
  },
  '/organizations/me/secret': {
    PUT: endpoint({
      summary: 'Get a new Organization Secret',
      operation: resetOrganizationSecret,
      answer: z.strictObject({ id: z.int(), name: z.string(), secret: z.string() }),
      present: (own) => own,
    }),
  },
  '/organizations/password-policies': {
    GET: endpoint({ summary: 'Read the password policy', operation: getPasswordPolicy, ...policy }),
    PUT: endpoint({
      summary: 'Replace the password policy',
      operation: setPasswordPolicy,
      ...policy,
      body: passwordPolicySchema,
      input: ({ body }) => ({ policy: body }),
    }),
    DELETE: endpoint({
      summary: 'Return to the default password policy',
      operation: setPasswordPolicy,
      ...policy,
      input: () => ({ policy: null }),
    }),
  },
}
