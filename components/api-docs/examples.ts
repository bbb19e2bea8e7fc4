import type { Endpoint } from '@/components/api-docs/endpoints'

const pathValues = new Map([
  ['id', '42'],
  ['accountId', '42'],
  ['idOrEmail', 'ada.marsh@example.com'],
  ['key', 'admin'],
])

const bodyValues = new Map<string, unknown>([
  ['externalId', 'NW-1042'],
  ['name', 'Northwind Traders'],
  ['description', 'Wholesale, north'],
  ['active', true],
  ['firstName', 'Ada'],
  ['lastName', 'Marsh'],
  ['email', 'ada.marsh@example.com'],
  ['password', 'Correct-Horse-42'],
  ['minLength', 12],
  ['minUppercase', 1],
])

export function examplePath({ url }: Endpoint): string {
  return url
    .replace('/organizations/{id}', '/organizations/7')
    .replace(/\{(\w+)\}/g, (_, name: string) => pathValues.get(name) ?? name)
}

/** The smallest body that makes sense: the required fields, or else a change of one or two. */
export function exampleBody({ method, body }: Endpoint): { [name: string]: unknown } | undefined {
  if (body.length === 0) return undefined
  const writable = body.filter(({ name, readOnly }) => !readOnly && bodyValues.has(name))
  const required = writable.filter((field) => field.required)
  const active = writable.filter(({ name }) => method === 'PATCH' && name === 'active')
  const candidates = [required, active, writable.slice(0, 2)]
  const fields = candidates.find(({ length }) => length > 0) ?? []
  return Object.fromEntries(fields.map(({ name }) => [name, bodyValues.get(name)]))
}
