import { z } from 'zod'
import { errorBody } from '@/lib/api/bodies'
import type { Endpoint } from '@/lib/transport/endpoint'

type ErrorStatus = { description: string; occurs(endpoint: Endpoint, path: string): boolean }

const always = () => true
const hasPathParameters = (_: Endpoint, path: string) => path.includes('{')
const isCommand = ({ operation }: Endpoint) => operation.kind === 'command'

const errors: { [status: string]: ErrorStatus } = {
  400: {
    description:
      'The request is invalid; `message` and `errors` name each field and query parameter.',
    occurs: always,
  },
  401: {
    description: 'The secrets are missing, unknown or not those of an organization administrator.',
    occurs: always,
  },
  403: { description: 'The caller may not grant or revoke this role.', occurs: isCommand },
  404: { description: 'Not found.', occurs: hasPathParameters },
  409: { description: 'The request conflicts with the state of the record.', occurs: isCommand },
  412: {
    description: 'The record has changed since you read it.',
    occurs: ({ ifMatch }) => ifMatch,
  },
  413: { description: 'The body is larger than 64 KB.', occurs: ({ body }) => Boolean(body) },
  415: { description: 'The body is not `application/json`.', occurs: ({ body }) => Boolean(body) },
  429: {
    description: 'Rate limit exceeded; `Retry-After` is the number of seconds to wait.',
    occurs: always,
  },
  503: {
    description: "The database isn't responding; `Retry-After` is the number of seconds to wait.",
    occurs: always,
  },
}

export const jsonContent = (schema: z.ZodType) => ({ 'application/json': { schema } })

const errorHeaders = z.object({
  'Elements-Request-Id': z.string().meta({ description: 'The same as `requestId` in the body.' }),
})

// One object for each status, so that the document defines it once and refers to it.
const responses = Object.fromEntries(
  Object.entries(errors).map(([status, { description }]) => [
    status,
    { id: `Error${status}`, description, headers: errorHeaders, content: jsonContent(errorBody) },
  ]),
)

export function errorResponses(endpoint: Endpoint, path: string): typeof responses {
  return Object.fromEntries(
    Object.entries(responses).filter(([status]) => errors[status]?.occurs(endpoint, path)),
  )
}
