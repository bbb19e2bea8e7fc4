import type { Call } from '@/components/api-docs/calls'
import { normalizeForSearch } from '@/lib/search-text'

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** The calls that every word occurs in: in the method, the path, the summary or a field's name. */
export function findCalls(calls: Call[], q: string): Call[] {
  const words = normalizeForSearch(q).split(' ').filter(Boolean)
  return calls.filter((call) => {
    const text = textOf(call)
    return words.every((word) =>
      methods.includes(word) ? word === normalizeForSearch(call.method) : text.includes(word),
    )
  })
}

function textOf({ url, summary, parameters, body, answer }: Call): string {
  const fields = [parameters, body, answer.fields, answer.headers].flat()
  return normalizeForSearch([url, summary, ...fields.map(({ name }) => name)].join(' '))
}

/** The calls by what they are about, in the order in which they come. */
export function grouped(calls: Call[]): [tag: string, calls: Call[]][] {
  const tags = [...new Set(calls.map(({ tag }) => tag))]
  return tags.map((tag) => [tag, calls.filter((call) => call.tag === tag)])
}
