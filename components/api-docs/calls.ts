import { type Components, documentSchema, type Operation } from '@/components/api-docs/document'
import { type Field, fieldOf, fieldsOf, resolved } from '@/components/api-docs/fields'
import { describeParameter } from '@/components/api-docs/parameter-descriptions'

type Parameter = Field & { in: 'path' | 'query' | 'header' }

/** One call of the API as the page shows it. */
export type Call = {
  /** Stable: where a link to the call leads. */
  id: string
  tag: string
  method: string
  /** As in the document, and with what stands before it. */
  path: string
  url: string
  summary: string
  parameters: Parameter[]
  body: Field[]
  answer: { list: boolean; fields: Field[]; headers: Field[] }
  refusals: { status: string; description: string }[]
}

/** The calls of an OpenAPI document, in its order. */
export function readCalls(document: unknown): Call[] {
  const { paths, components, servers } = documentSchema.parse(document)
  return Object.entries(paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({
      id: operation.operationId,
      tag: operation.tags[0] ?? '',
      method: method.toUpperCase(),
      path,
      url: `${servers[0].url}${path}`,
      summary: operation.summary,
      parameters: parametersOf(operation),
      body: bodyOf(operation, components),
      answer: answerOf(operation, components),
      refusals: refusalsOf(operation, components),
    })),
  )
}

function parametersOf({ parameters }: Operation): Parameter[] {
  return parameters.map(({ name, in: place, required, schema }) => {
    const field = fieldOf(name, schema, required)
    return { ...field, in: place, description: field.description || describeParameter(name) }
  })
}

function bodyOf({ requestBody }: Operation, components: Components): Field[] {
  const schema = requestBody?.content['application/json'].schema
  return schema ? fieldsOf(schema, components) : []
}

function answerOf({ responses }: Operation, components: Components): Call['answer'] {
  const { content, headers = {} } = responses[200] ?? {}
  const schema = content?.['application/json'].schema
  return {
    list: schema?.items !== undefined,
    fields: schema ? fieldsOf(schema, components) : [],
    headers: Object.entries(headers).map(([name, header]) => {
      const field = fieldOf(name, header.schema, false)
      return { ...field, description: field.description || describeParameter(name) }
    }),
  }
}

function refusalsOf({ responses }: Operation, components: Components): Call['refusals'] {
  return Object.entries(responses)
    .filter(([status]) => status !== '200')
    .map(([status, response]) => {
      const { description } = resolved(response, components.responses)
      return { status, description }
    })
}
