import { endUserSession, endUserSessions } from '@/lib/access/commands'
import { listUserSessions } from '@/lib/access/queries'
import { secondFactorResponse } from '@/lib/api/second-factor-body'
import { sessionsResponse } from '@/lib/api/session-body'
import { updatedUserResponse, userWithSecretResponse } from '@/lib/api/user-body'
import { getSecondFactor } from '@/lib/second-factor/queries'
import { resetSecondFactor } from '@/lib/second-factor/reset'
import { type Call, pathParameter } from '@/lib/transport/api-call'
import { endpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { resetUserSecret, unlockUser, withdrawSecretOfUser } from '@/lib/users/access'

const user = (call: Call) => ({ ...call.query, id: pathParameter(call, 'idOrEmail') })

/** How a user signs in and calls the API. */
export const accessEndpoints: Endpoints = {
  '/users/{idOrEmail}/unlock': {
    PUT: endpoint({
      summary: 'Let a user sign in again after too many wrong passwords',
      operation: unlockUser,
      input: user,
      response: updatedUserResponse,
    }),
  },
  '/users/{idOrEmail}/sessions': {
    GET: endpoint({
      summary: 'List the open sessions of a user',
      operation: listUserSessions,
      input: user,
      response: sessionsResponse,
    }),
    DELETE: endpoint({
      summary: 'Sign a user out everywhere',
      operation: endUserSessions,
      input: user,
    }),
  },
  '/users/{idOrEmail}/sessions/{sessionId}': {
    DELETE: endpoint({
      summary: 'End a session of a user',
      operation: endUserSession,
      input: (call) => ({ ...user(call), sessionId: pathParameter(call, 'sessionId') }),
    }),
  },
  '/users/{idOrEmail}/second-factor': {
    GET: endpoint({
      summary: 'Get the second factor of a user',
      operation: getSecondFactor,
      input: user,
      response: secondFactorResponse,
    }),
    DELETE: endpoint({
      summary: 'Reset the second factor of a user, who is signed out everywhere',
      operation: resetSecondFactor,
      input: user,
    }),
  },
  '/users/{idOrEmail}/secret': {
    PUT: endpoint({
      summary: 'Reset the User Secret of a user',
      operation: resetUserSecret,
      input: user,
      response: userWithSecretResponse,
    }),
    DELETE: endpoint({
      summary: 'Withdraw the User Secret of a user',
      operation: withdrawSecretOfUser,
      input: user,
      response: updatedUserResponse,
    }),
  },
}
