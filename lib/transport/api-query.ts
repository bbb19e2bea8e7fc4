import 'server-only'
import { AppError } from '@/lib/errors'
import type { Call } from '@/lib/transport/api-call'
import type { Endpoint } from '@/lib/transport/endpoint'
import { requireUtf8Query } from '@/lib/transport/utf8'

/** The query of a request. A misspelled or repeated parameter is an error, because it would be ignored. */
export function parseQuery(request: Request, { query }: Endpoint): Call['query'] {
  const { search, searchParams } = new URL(request.url)
  requireUtf8Query(search)
  // A map, because a parameter can be named like a property that every object inherits.
  const problems = new Map<string, string>()
  for (const name of new Set(searchParams.keys())) {
    if (!query || !Object.hasOwn(query.shape, name)) problems.set(name, 'Unknown parameter.')
    else if (searchParams.getAll(name).length > 1) problems.set(name, 'Must be sent only once.')
  }
  if (problems.size === 0) return Object.fromEntries(searchParams)
  throw new AppError('invalid', 'Check the query.', { fields: Object.fromEntries(problems) })
}
