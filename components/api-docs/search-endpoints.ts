import type { Endpoint } from '@/components/api-docs/endpoints'
import { normalizeForSearch } from '@/lib/normalize-for-search'

const methods = ['get', 'post', 'put', 'patch', 'delete']

export function searchEndpoints(endpoints: Endpoint[], q: string): Endpoint[] {
  const words = normalizeForSearch(q).split(' ').filter(Boolean)
  return endpoints.filter((endpoint) => {
    const text = searchableText(endpoint)
    const method = normalizeForSearch(endpoint.method)
    return words.every((word) => (methods.includes(word) ? word === method : text.includes(word)))
  })
}

function searchableText({ url, summary, parameters, body, response }: Endpoint): string {
  const fields = [parameters, body, response.fields, response.headers].flat()
  return normalizeForSearch([url, summary, ...fields.map(({ name }) => name)].join(' '))
}

export function groupByTag(endpoints: Endpoint[]): [tag: string, endpoints: Endpoint[]][] {
  const tags = [...new Set(endpoints.map(({ tag }) => tag))]
  return tags.map((tag) => [tag, endpoints.filter((endpoint) => endpoint.tag === tag)])
}
