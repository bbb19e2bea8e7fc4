import type { Call } from '@/components/api-docs/calls'

const inPath = new Map([
  ['id', '42'],
  ['idOrEmail', 'ada.marsh@example.com'],
  ['key', 'admin'],
])

const inBody = new Map<string, unknown>([
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

/** The path of a call with something in place of each name. */
export function examplePath({ url }: Call): string {
  return url.replace(/\{(\w+)\}/g, (_, name: string) => inPath.get(name) ?? name)
}

/** The smallest body that makes sense: what is required; else one change, or two for a PUT. */
export function exampleBody({ method, body }: Call): { [name: string]: unknown } | undefined {
  if (body.length === 0) return undefined
  const open = body.filter(({ name, ignored }) => !ignored && inBody.has(name))
  const required = open.filter((field) => field.required)
  const active = open.filter(({ name }) => method === 'PATCH' && name === 'active')
  const chosen = [required, active, open.slice(0, 2)].find((fields) => fields.length > 0) ?? []
  return Object.fromEntries(chosen.map(({ name }) => [name, inBody.get(name)]))
}
