import { type Constraint, readConstraints } from '@/components/api-docs/constraints'
import type { Components, Schema } from '@/components/api-docs/openapi-schema'

/** Nested fields are listed by path: `roles[].key` is the key of each role. */
export type Field = {
  name: string
  type: string
  required: boolean
  constraints: Constraint[]
  /** As JSON. */
  defaultValue: string | undefined
  description: string
  deprecated: boolean
  readOnly: boolean
}

export function resolveRef<T extends { $ref?: string | undefined }>(
  node: T,
  components: { [name: string]: T },
): T {
  return components[node.$ref?.split('/').at(-1) ?? ''] ?? node
}

export function readFields(schema: Schema, components: Components, prefix = ''): Field[] {
  const { items, properties, required } = resolveRef(schema, components.schemas)
  if (items) return readFields(items, components, prefix)
  return Object.entries(properties).flatMap(([key, property]) => {
    const name = `${prefix}${key}`
    const nestedPrefix = `${name}${property.items ? '[]' : ''}.`
    return [
      readField(name, property, required.includes(key)),
      ...readFields(property, components, nestedPrefix),
    ]
  })
}

export function readField(name: string, schema: Schema, required: boolean): Field {
  const { description, deprecated, readOnly } = schema
  return {
    name,
    type: typeName(schema),
    required,
    constraints: readConstraints(schema),
    defaultValue: schema.default === undefined ? undefined : JSON.stringify(schema.default),
    description,
    deprecated,
    readOnly,
  }
}

function typeName({
  const: constant,
  enum: values,
  anyOf,
  items,
  format,
  type,
  $ref,
}: Schema): string {
  if (constant !== undefined) return JSON.stringify(constant)
  if (values) return values.map((value) => JSON.stringify(value)).join(' or ')
  if (anyOf) return anyOf.map(typeName).join(' or ')
  if (items) return `array of ${typeName(items)}s`
  return format ?? type ?? ($ref ? 'object' : 'string')
}
