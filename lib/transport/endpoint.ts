import 'server-only'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import type { OperationMeta } from '@/lib/authorize'
import type { Command, Query } from '@/lib/operation'

/** A call taken apart, its body checked by the endpoint's schema. */
export type Call<B = unknown> = {
  path: { [name: string]: string }
  query: { [name: string]: string }
  body: B
  /** The version that `If-Match` names. */
  version: number | undefined
  retry: IdempotentCall | undefined
}

/** A request with an `Idempotency-Key`, which may be sent again. */
export type IdempotentCall = {
  key: string
  /** Tells the request apart from any other that comes with the same key. */
  fingerprint: string
  seal(reply: Reply): Uint8Array<ArrayBuffer>
  open(bytes: Uint8Array): Reply
}

/** What goes out: one JSON text, or the values of a list one after the other, or nothing. */
export type Reply = {
  headers: { [name: string]: string }
  body?: string
  values?: Iterable<unknown>
}

/** One method of one path: how a call becomes an operation's input and its output an answer. */
export type Endpoint = {
  summary: string
  /** What it runs, by name and permission. */
  operation: OperationMeta
  query: z.ZodObject | undefined
  body: z.ZodType | undefined
  /** The schema of the answer, of one row for a list; undefined for an empty one. */
  answer: z.ZodType | undefined
  list: boolean
  /** Whether its answer has an `ETag`. */
  tagged: boolean
  /** Whether it can be asked to change only the version that one has seen. */
  versioned: boolean
  run(actor: Actor, call: Call): Promise<Reply>
}

type Shared<B extends z.ZodType> = {
  summary: string
  query?: z.ZodObject
  body?: B
  answer?: z.ZodType
  /** What the operation is asked; without it, all that the call gives. */
  input?(call: Call<z.output<B>>): object
}

type EndpointDefinition<O, B extends z.ZodType> = Shared<B> & {
  operation: Query<never, O> | Command<never, O>
  present?(output: O): unknown
  /** For the `ETag`, where the answer is a record that has versions. */
  versionOf?(output: O): number
  /** Whether it obeys `If-Match`, where its answer has no `ETag`. */
  versioned?: boolean
}

/** The endpoint of an operation that answers with one value, or with nothing. */
export function endpoint<O, B extends z.ZodType = z.ZodUndefined>(
  definition: EndpointDefinition<O, B>,
): Endpoint {
  const { operation, present, versionOf } = definition
  const replyTo = (output: O): Reply => ({
    headers: versionOf ? { ETag: `"${versionOf(output)}"` } : {},
    body: present ? JSON.stringify(present(output)) : '',
  })
  return {
    ...described(definition, operation.operation),
    list: false,
    tagged: versionOf !== undefined,
    versioned: definition.versioned ?? versionOf !== undefined,
    async run(actor, call) {
      const input = inputOf(definition, call)
      const { retry } = call
      if (!retry || !('runIdempotent' in operation)) {
        return replyTo(await operation.runUntrusted(actor, input))
      }
      const outcome = await operation.runIdempotent(actor, input, {
        key: retry.key,
        fingerprint: retry.fingerprint,
        toResponse: (output) => ({ status: 200, body: retry.seal(replyTo(output)) }),
      })
      if ('output' in outcome) return replyTo(outcome.output)
      const { headers, ...answered } = retry.open(outcome.stored.body)
      return { ...answered, headers: { ...headers, 'Idempotency-Replayed': 'true' } }
    },
  }
}

type Listed<Row> = { rows: Row[]; next: string; total: number | undefined }

type ListEndpointDefinition<Row> = Shared<z.ZodUndefined> & {
  operation: Query<never, Listed<Row>>
  present(row: Row): unknown
  /** Refuses an answer without rows. */
  onEmpty?(call: Call): void
}

/** The endpoint of a list: its rows go out one after the other, its cursor in a header. */
export function listEndpoint<Row>(definition: ListEndpointDefinition<Row>): Endpoint {
  const { operation, present, onEmpty: orElse } = definition
  return {
    ...described(definition, operation.operation),
    list: true,
    tagged: false,
    versioned: false,
    async run(actor, call) {
      const { rows, next, total } = await operation.runUntrusted(actor, inputOf(definition, call))
      if (rows.length === 0 && total === 0) orElse?.(call)
      const cursor = next ? { 'elements-next-page-token': next } : {}
      const count = total === undefined ? {} : { 'elements-total-count': String(total) }
      return { headers: { ...cursor, ...count }, values: presented(rows, present) }
    },
  }
}

function described<B extends z.ZodType>(
  { summary, query, body, answer }: Shared<B>,
  operation: OperationMeta,
) {
  return { summary, operation, query, body, answer }
}

function inputOf<B extends z.ZodType>({ input }: Shared<B>, call: Call): object {
  const { path, query, body, version } = call
  // The endpoint's own schema has parsed it.
  if (input) return input({ ...call, body: body as z.output<B> })
  const given = typeof body === 'object' ? body : {}
  return { ...query, ...given, ...path, ...(version === undefined ? {} : { version }) }
}

function* presented<Row>(rows: Row[], present: (row: Row) => unknown): Iterable<unknown> {
  for (const row of rows) yield present(row)
}
