import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { errorBody } from '@/lib/api/bodies'
import { endpoints } from '@/lib/api/endpoints'
import { BASE } from '@/lib/transport/api-base'
import { methods } from '@/lib/transport/dispatch'
import type { Endpoint } from '@/lib/transport/endpoint'

const refusals: { [status: string]: string } = {
  400: 'Something that was sent needs a change; `errors` names each field.',
  401: 'No secrets, unknown ones, or not of an organization administrator.',
  403: 'A role that the caller may not give or take.',
  404: 'Nothing of this organization is there.',
  409: 'What is asked contradicts what is stored.',
  412: 'Someone else was first: `If-Match` names another version.',
  413: 'The body is larger than 64 KB.',
  415: 'The body is not sent as `application/json`.',
  429: 'Too fast; `Retry-After` says how many seconds to wait.',
  503: 'The database does not answer just now; `Retry-After` says how many seconds to wait.',
}

const json = (schema: z.ZodType) => ({ 'application/json': { schema } })

// One object a status: every call refers to the same.
const refusalResponses = Object.fromEntries(
  Object.entries(refusals).map(([status, description]) => [
    status,
    { id: `Error${status}`, description, content: json(errorBody) },
  ]),
)

/** The whole API in OpenAPI 3.1, made from the schemas that validate. */
export function openApi() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Accounts API',
      version: '2.0',
      description: 'Manages the accounts of an organization and their users.',
    },
    servers: [{ url: BASE }],
    security: [{ secrets: [] }],
    components: {
      securitySchemes: {
        secrets: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`User <User Secret>, Organization <Organization Secret>`',
        },
      },
    },
    paths: Object.fromEntries(
      Object.entries(endpoints).map(([path, byMethod]) => [
        path,
        Object.fromEntries(
          methods.flatMap((method) => {
            const endpoint = byMethod[method]
            return endpoint ? [[method.toLowerCase(), operationOf(path, method, endpoint)]] : []
          }),
        ),
      ]),
    ),
  })
}

function operationOf(path: string, method: string, endpoint: Endpoint): ZodOpenApiOperationObject {
  const { summary, query, body, answer, list, tagged, versioned } = endpoint
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return {
    summary,
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
    tags: [path.split('/')[1] ?? ''],
    requestParams: {
      ...(names.length > 0
        ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) }
        : {}),
      ...(query ? { query } : {}),
      ...headersOf(method, versioned),
    },
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      200: {
        description: 'Done.',
        ...(answer ? { content: json(list ? z.array(answer) : answer) } : {}),
        ...(list ? { headers: z.object(listHeaders) } : {}),
        ...(tagged ? { headers: z.object({ ETag: z.string() }) } : {}),
      },
      ...refusalResponses,
    },
  }
}

const listHeaders = {
  'elements-next-page-token': z
    .string()
    .optional()
    .meta({ description: 'Absent on the last page.' }),
  'elements-total-count': z.string().optional().meta({ description: 'Where it is known.' }),
}

function headersOf(method: string, versioned: boolean) {
  const header = {
    ...(versioned && method !== 'GET' && method !== 'POST'
      ? { 'If-Match': z.string().optional() }
      : {}),
    ...(method === 'POST' ? { 'Idempotency-Key': z.string().optional() } : {}),
  }
  return Object.keys(header).length > 0 ? { header: z.object(header) } : {}
}
