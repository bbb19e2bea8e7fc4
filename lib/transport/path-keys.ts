import 'server-only'
import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { Endpoint } from '@/lib/transport/endpoint'
import type { Endpoints } from '@/lib/transport/find-endpoint'

/** For each collection in a path: what can identify a record of it, and the message if none does. */
export type Collections = { readonly [segment: string]: { key: z.ZodType; notFound: string } }

/** Answers a path that can't identify a record as if the record were unknown: `/accounts/-1`. */
export function requireValidKeys(endpoints: Endpoints, collections: Collections): Endpoints {
  const checked = Object.entries(endpoints).map(([pattern, byMethod]) => {
    const parameters = parametersOf(pattern, collections)
    const methods = Object.entries(byMethod).map(([method, endpoint]) => [
      method,
      requireKeys(endpoint, parameters),
    ])
    return [pattern, Object.fromEntries(methods)]
  })
  return Object.fromEntries(checked)
}

type Parameter = Collections[string] & { name: string }

/** A parameter names a record of the collection before it, as in `/users/{idOrEmail}`. */
function parametersOf(pattern: string, collections: Collections): Parameter[] {
  return [...pattern.matchAll(/\/(\w+)\/\{(\w+)\}/g)].flatMap(([, segment = '', name = '']) => {
    const collection = collections[segment]
    return collection ? [{ ...collection, name }] : []
  })
}

function requireKeys(endpoint: Endpoint, parameters: Parameter[]): Endpoint {
  const record = parameters.at(-1)
  if (!record) return endpoint
  return {
    ...endpoint,
    async run(actor, call) {
      const isValid = ({ name, key }: Parameter) => key.safeParse(call.path[name]).success
      if (!parameters.every(isValid)) throw new AppError('not-found', record.notFound)
      return endpoint.run(actor, call)
    },
  }
}
