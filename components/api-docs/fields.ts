import type { Components, Node } from '@/components/api-docs/document'

/** One line of a list of fields: `roles[].key` is a field of each of the roles. */
export type Field = {
  name: string
  type: string
  required: boolean
  limits: string
  fallback: string
  description: string
  deprecated: boolean
  /** Sent back as it was received; it changes nothing. */
  ignored: boolean
}

/** What a name of the document stands for. */
export function resolved<T extends { $ref?: string | undefined }>(
  asked: T,
  named: { [name: string]: T },
): T {
  return named[asked.$ref?.split('/').at(-1) ?? ''] ?? asked
}

/** The fields of an object, or of each of a list of them, and what these hold in turn. */
export function fieldsOf(asked: Node, components: Components, before = ''): Field[] {
  const found = resolved(asked, components.schemas)
  if (found.items) return fieldsOf(found.items, components, before)
  return Object.entries(found.properties).flatMap(([key, value]) => {
    const name = `${before}${key}`
    const below = `${name}${value.items ? '[]' : ''}.`
    const field = fieldOf(name, value, found.required.includes(key))
    return [field, ...fieldsOf(value, components, below)]
  })
}

export function fieldOf(name: string, value: Node, required: boolean): Field {
  const { description, deprecated, readOnly } = value
  const fallback = value.default === undefined ? '' : JSON.stringify(value.default)
  return {
    name,
    type: typeOf(value),
    required,
    limits: limitsOf(value),
    fallback,
    description,
    deprecated,
    ignored: readOnly,
  }
}

function typeOf({ const: only, enum: some, anyOf, items, format, type, $ref }: Node): string {
  if (only !== undefined) return JSON.stringify(only)
  if (some) return some.map((value) => JSON.stringify(value)).join(' or ')
  if (anyOf) return anyOf.map(typeOf).join(' or ')
  if (items) return `list of ${typeOf(items)}s`
  return format ?? type ?? ($ref ? 'object' : 'string')
}

function limitsOf({ minimum, maximum, minLength, maxLength, maxItems }: Node): string {
  const parts = [
    range(narrow(minimum), narrow(maximum), ''),
    range(minLength || undefined, maxLength, ' characters'),
    range(undefined, maxItems, ' entries'),
  ]
  return parts.filter(Boolean).join(', ')
}

// What any whole number keeps to, is no news.
function narrow(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined
}

function range(min: number | undefined, max: number | undefined, unit: string): string {
  const [from, to] = [min, max].map((limit) => limit?.toLocaleString('en'))
  if (from && to) return `${from} to ${to}${unit}`
  if (to) return `at most ${to}${unit}`
  return from ? `at least ${from}${min === 1 ? unit.replace(/s$/, '') : unit}` : ''
}
