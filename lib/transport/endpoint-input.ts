import 'server-only'
import type { z } from 'zod'
import { parseInput } from '@/lib/parse-input'
import type { Call } from '@/lib/transport/api-call'

export type WithBody<Input, Schema extends z.ZodType> = {
  body: Schema
  /** The input of the operation; by default, everything the call holds. */
  input?(call: Call<z.output<Schema>>): Input
}
export type WithoutBody<Input> = { body?: undefined; input?(call: Call): Input }

/** How to make the input of an operation from a call; the schema of the body parses it first. */
export function inputFrom<Input extends object, Schema extends z.ZodType>(
  definition: WithBody<Input, Schema> | WithoutBody<Input>,
): (call: Call) => object {
  const toInput = bodyInput(definition)
  return (call) => {
    const input = toInput(call)
    return call.version === undefined ? input : { ...input, version: call.version }
  }
}

function bodyInput<Input extends object, Schema extends z.ZodType>(
  definition: WithBody<Input, Schema> | WithoutBody<Input>,
): (call: Call) => object {
  if (!hasBody(definition)) return definition.input ?? everything
  const { body: schema, input = everything } = definition
  return (call) => input({ ...call, body: parseInput(schema, call.body) })
}

function hasBody<Input, Schema extends z.ZodType>(
  definition: WithBody<Input, Schema> | WithoutBody<Input>,
): definition is WithBody<Input, Schema> {
  return definition.body !== undefined
}

function everything({ path, query, body }: Call): object {
  return { ...query, ...(typeof body === 'object' ? body : {}), ...path }
}
