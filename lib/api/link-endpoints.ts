import { linkRequestBody, linkResponse } from '@/lib/api/link-body'
import { type Call, pathParameter } from '@/lib/transport/api-call'
import { endpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'
import { createUserLink, endUserLinks } from '@/lib/users/links'

const userKey = (call: Call) => ({ id: pathParameter(call, 'idOrEmail') })

export const linkEndpoints: Endpoints = {
  '/users/{idOrEmail}/links': {
    POST: endpoint({
      summary: 'Create a one-time link to choose a password',
      operation: createUserLink,
      body: linkRequestBody,
      input: (call) => ({ ...call.body, ...userKey(call) }),
      response: linkResponse,
    }),
    DELETE: endpoint({
      summary: 'Revoke the links of a user',
      operation: endUserLinks,
      input: userKey,
    }),
  },
}
