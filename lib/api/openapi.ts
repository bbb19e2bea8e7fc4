import { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi'
import { endpoints } from '@/lib/api/endpoints'
import { errorResponses, jsonContent } from '@/lib/api/openapi-errors'
import { API_PATH } from '@/lib/transport/api-path'
import type { Endpoint } from '@/lib/transport/endpoint'
import { methods } from '@/lib/transport/find-endpoint'

const secrets = {
  type: 'apiKey',
  in: 'header',
  name: 'Authorization',
  description: '`User <User Secret>, Organization <Organization Secret>`',
} as const

function pathItems() {
  const items: { [path: string]: { [method: string]: ZodOpenApiOperationObject } } = {}
  for (const [path, byMethod] of Object.entries(endpoints)) {
    const item: { [method: string]: ZodOpenApiOperationObject } = {}
    for (const method of methods) {
      const endpoint = byMethod[method]
      if (endpoint) item[method.toLowerCase()] = describeEndpoint(path, method, endpoint)
    }
    items[path] = item
  }
  return items
}

function describeEndpoint(
  path: string,
  method: string,
  endpoint: Endpoint,
): ZodOpenApiOperationObject {
  const { summary, body } = endpoint
  return {
    summary,
    operationId: operationId(path, method),
    tags: [path.split('/')[1] ?? ''],
    requestParams: requestParameters(path, method, endpoint),
    ...(body ? { requestBody: { required: true, content: jsonContent(body) } } : {}),
    responses: { 200: successResponse(endpoint), ...errorResponses(endpoint, path) },
  }
}

/** `PATCH /accounts/{id}` is `patchAccountsId`. */
function operationId(path: string, method: string): string {
  const words = path.replace(/\W+(\w?)/g, (_, initial: string) => initial.toUpperCase())
  return `${method.toLowerCase()}${words}`
}

function requestParameters(path: string, method: string, { query, ifMatch }: Endpoint) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const optional = z.string().optional()
  const header: { [name: string]: z.ZodType } = {}
  if (ifMatch) header['If-Match'] = optional
  if (method === 'POST') header['Idempotency-Key'] = optional
  return {
    path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))),
    header: z.object(header),
    ...(query ? { query } : {}),
  }
}

function successResponse({ response, isList, hasETag }: Endpoint) {
  const schema = response && isList ? z.array(response) : response
  return {
    description: 'Success.',
    ...(schema ? { content: jsonContent(schema) } : {}),
    ...(isList ? { headers: z.object(listHeaders) } : {}),
    ...(response instanceof z.ZodArray ? { headers: z.object(countHeaders) } : {}),
    ...(hasETag ? { headers: z.object({ ETag: z.string() }) } : {}),
  }
}

const countHeaders = {
  'elements-returned-count': z.string().meta({ description: 'The number of records returned.' }),
  'elements-total-count': z.string().meta({ description: 'The same: there are no pages.' }),
}

const listHeaders = {
  'elements-returned-count': z
    .string()
    .meta({ description: 'The number of records on this page.' }),
  'elements-next-page-token': z
    .string()
    .optional()
    .meta({ description: 'Absent on the last page.' }),
  'elements-total-count': z
    .string()
    .optional()
    .meta({ description: 'The number of records on all pages, if counting them is fast.' }),
}

/** The API, derived from the schemas that validate requests. */
export const openApiDocument = createDocument({
  openapi: '3.1.0',
  info: {
    title: 'Accounts API',
    version: '2.0',
    description: 'Manages the accounts of an organization and their users.',
  },
  servers: [{ url: API_PATH }],
  security: [{ secrets: [] }],
  components: { securitySchemes: { secrets } },
  paths: pathItems(),
})
