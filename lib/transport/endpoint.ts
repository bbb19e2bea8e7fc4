import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import type { OperationMeta } from '@/lib/authorize'
import { AppError } from '@/lib/errors'
import type { Command, Query } from '@/lib/operation'
import type { Call, IdempotentCall, Reply } from '@/lib/transport/api-call'
import { inputFrom, type WithBody, type WithoutBody } from '@/lib/transport/endpoint-input'

/** How an operation's output becomes JSON. */
type ResponseBody<Output> = {
  schema: z.ZodType
  present(output: Output): unknown
  version?(output: Output): number
}

export type Endpoint = {
  summary: string
  operation: OperationMeta & { kind: 'query' | 'command' }
  query: z.ZodObject | undefined
  body: z.ZodType | undefined
  /** The schema of the response, for a list of one row; undefined for an empty response. */
  response: z.ZodType | undefined
  isList: boolean
  hasETag: boolean
  ifMatch: boolean
  run(actor: Actor, call: Call): Promise<Reply>
}

type Definition<Input, Output> = {
  summary: string
  operation: Query<Input, Output> | Command<Input, Output>
  query?: z.ZodObject
  response?: ResponseBody<Output>
  /** Whether `If-Match` may name the version to change. */
  ifMatch?: boolean
}

export function endpoint<Input extends object, Output, Schema extends z.ZodType>(
  definition: Definition<Input, Output> & WithBody<Input, Schema>,
): Endpoint
export function endpoint<Input extends object, Output>(
  definition: Definition<Input, Output> & WithoutBody<Input>,
): Endpoint
export function endpoint<Input extends object, Output, Schema extends z.ZodType>(
  definition: Definition<Input, Output> & (WithBody<Input, Schema> | WithoutBody<Input>),
): Endpoint {
  const { summary, operation, query, body, response, ifMatch = false } = definition
  const toInput = inputFrom(definition)
  const toReply = (output: Output): Reply =>
    response ? presentOutput(response, output) : { headers: {}, body: '' }
  return {
    summary,
    operation: operation.operation,
    query,
    body,
    response: response?.schema,
    isList: false,
    hasETag: response?.version !== undefined,
    ifMatch,
    run: (actor, call) => runOperation(operation, actor, toInput(call), call.idempotency, toReply),
  }
}

function presentOutput<Output>(response: ResponseBody<Output>, output: Output): Reply {
  const presented = response.present(output)
  const headers = Array.isArray(presented) ? countHeaders(presented, presented.length) : {}
  if (response.version) headers.ETag = `"${response.version(output)}"`
  return { headers, body: JSON.stringify(presented) }
}

/** How many records the response holds, and how many there are if that is known. */
function countHeaders({ length }: unknown[], total: number | undefined): Reply['headers'] {
  const headers: Reply['headers'] = { 'elements-returned-count': String(length) }
  if (total !== undefined) headers['elements-total-count'] = String(total)
  return headers
}

async function runOperation<Output>(
  operation: Query<never, Output> | Command<never, Output>,
  actor: Actor,
  input: object,
  idempotency: IdempotentCall | undefined,
  toReply: (output: Output) => Reply,
): Promise<Reply> {
  if (!idempotency || !('runIdempotent' in operation)) {
    return toReply(await operation.runUntrusted(actor, input))
  }
  const { key, fingerprint, encrypt, decrypt } = idempotency
  const toResponse = (output: Output) => ({ status: 200, body: encrypt(toReply(output)) })
  const result = await operation.runIdempotent(actor, input, { key, fingerprint, toResponse })
  if ('output' in result) return toReply(result.output)
  if (!result.isSameRequest) {
    const message = 'This Idempotency-Key was used for a different request. Use a new key.'
    throw new AppError('conflict', message)
  }
  const { headers, ...stored } = decrypt(result.stored.body)
  return { ...stored, headers: { ...headers, 'Idempotency-Replayed': 'true' } }
}

type Page<Row> = { rows: Row[]; next: string; total: number | undefined }

type ListDefinition<Input, Row> = WithoutBody<Input> & {
  summary: string
  operation: Query<Input, Page<Row>>
  query: z.ZodObject
  row: ResponseBody<Row>
  /** Called for a list that has no rows at all, to answer with an error instead. */
  onEmpty?(call: Call): void
}

/** An endpoint that streams the rows of a list and sends its cursor in a header. */
export function listEndpoint<Input extends object, Row>(
  definition: ListDefinition<Input, Row>,
): Endpoint {
  const { summary, operation, query, row, onEmpty } = definition
  const toInput = inputFrom(definition)
  return {
    summary,
    operation: operation.operation,
    query,
    body: undefined,
    response: row.schema,
    isList: true,
    hasETag: false,
    ifMatch: false,
    async run(actor, call) {
      const { rows, next, total } = await operation.runUntrusted(actor, toInput(call))
      if (total === 0) onEmpty?.(call)
      const headers = countHeaders(rows, total)
      if (next) headers['elements-next-page-token'] = next
      return { headers, rows: presentEach(rows, row) }
    },
  }
}

function* presentEach<Row>(rows: Row[], { present }: ResponseBody<Row>): Iterable<unknown> {
  for (const row of rows) yield present(row)
}
