import { type Field, readField, readFields, resolveRef } from '@/components/api-docs/fields'
import {
  type Components,
  type Operation,
  openApiSchema,
} from '@/components/api-docs/openapi-schema'
import { describeParameter } from '@/components/api-docs/parameter-descriptions'

type Parameter = Field & { location: string }

export type Endpoint = {
  /** The anchor of the endpoint on the page. */
  id: string
  tag: string
  method: string
  path: string
  /** The path with the base path of the API. */
  url: string
  summary: string
  parameters: Parameter[]
  body: Field[]
  response: { isList: boolean; fields: Field[]; headers: Field[] }
  errors: { status: string; description: string }[]
}

export function readEndpoints(document: unknown): Endpoint[] {
  const { paths, components, servers } = openApiSchema.parse(document)
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags[0] ?? '',
      method: method.toUpperCase(),
      path,
      url: `${servers[0].url}${path}`,
      summary: operation.summary,
      parameters: readParameters(operation, path),
      body: readBody(operation, components),
      response: readResponse(operation, components, path),
      errors: readErrors(operation, components),
    })),
  )
}

function readParameters({ parameters }: Operation, path: string): Parameter[] {
  return parameters.map(({ name, in: location, required, schema }) => ({
    ...withDescription(readField(name, schema, required), path),
    location,
  }))
}

function readBody({ requestBody }: Operation, components: Components): Field[] {
  const schema = requestBody?.content['application/json'].schema
  return schema ? readFields(schema, components) : []
}

function readResponse(
  { responses }: Operation,
  components: Components,
  path: string,
): Endpoint['response'] {
  const { content, headers = {} } = responses[200] ?? {}
  const schema = content?.['application/json'].schema
  return {
    isList: schema?.items !== undefined,
    fields: schema ? readFields(schema, components) : [],
    headers: Object.entries(headers).map(([name, header]) =>
      withDescription(readField(name, header.schema, false), path),
    ),
  }
}

function readErrors({ responses }: Operation, components: Components): Endpoint['errors'] {
  return Object.entries(responses)
    .filter(([status]) => status !== '200')
    .map(([status, response]) => {
      const { description } = resolveRef(response, components.responses)
      return { status, description }
    })
}

function withDescription(field: Field, path: string): Field {
  return { ...field, description: field.description || describeParameter(field.name, path) }
}
