import {
  passwordPolicyBody,
  passwordPolicyResponse,
  savedPasswordPolicyResponse,
  savedSecondFactorPolicyResponse,
  savedSessionPolicyResponse,
  secondFactorPolicyChangeBody,
  secondFactorPolicyResponse,
  sessionPolicyChangeBody,
  sessionPolicyResponse,
} from '@/lib/api/policy-body'
import {
  setPasswordPolicy,
  setSecondFactorPolicy,
  setSessionPolicy,
} from '@/lib/organization/policies'
import { getOrganization } from '@/lib/organization/queries'
import { defaultPasswordPolicy } from '@/lib/passwords/policy'
import { endpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

export const policyEndpoints: Endpoints = {
  '/organizations/password-policies': {
    GET: endpoint({
      summary: 'Get the password policy',
      operation: getOrganization,
      response: passwordPolicyResponse,
    }),
    PUT: endpoint({
      summary: 'Replace the password policy',
      operation: setPasswordPolicy,
      body: passwordPolicyBody,
      ifMatch: true,
      input: ({ body }) => body,
      response: savedPasswordPolicyResponse,
    }),
    DELETE: endpoint({
      summary: 'Restore the default password policy',
      operation: setPasswordPolicy,
      ifMatch: true,
      input: () => defaultPasswordPolicy,
      response: savedPasswordPolicyResponse,
    }),
  },
  '/organizations/session-policy': {
    GET: endpoint({
      summary: 'Get how long sessions last',
      operation: getOrganization,
      response: sessionPolicyResponse,
    }),
    PUT: endpoint({
      summary: 'Change how long sessions last',
      operation: setSessionPolicy,
      body: sessionPolicyChangeBody,
      ifMatch: true,
      input: ({ body }) => body,
      response: savedSessionPolicyResponse,
    }),
  },
  '/organizations/second-factor-policy': {
    GET: endpoint({
      summary: 'Get who needs a second factor',
      operation: getOrganization,
      response: secondFactorPolicyResponse,
    }),
    PUT: endpoint({
      summary: 'Change who needs a second factor',
      operation: setSecondFactorPolicy,
      body: secondFactorPolicyChangeBody,
      ifMatch: true,
      input: ({ body }) => body,
      response: savedSecondFactorPolicyResponse,
    }),
  },
}
