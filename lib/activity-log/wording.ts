/** What the log says about an operation: its `detail`, parsed. */
export type Detail = { readonly [key: string]: unknown }

/** A text, or the place of a name. */
export type SentencePart = string | { name: 'actor' | 'target' }

export const actor = { name: 'actor' } as const
export const target = { name: 'target' } as const

/** "12 users", in the locale of the reader. */
export type Count = (count: number, noun: string) => string

/** Words that are always the same have `{actor}` and `{target}` in the places of the names. */
export type Clause = string | ((detail: Detail, count: Count) => SentencePart[])

/** The words for an operation in the log. */
export type Wording = {
  /** Follows the person: "deleted {target}". Operations that only read have none. */
  did?: Clause
  /** Follows "couldn't": "delete {target}". */
  do: string
  /** The whole sentence, where the person isn't its subject. */
  sentence?: Clause
  /** The same for a denial. Its reason follows. */
  denial?: Clause
}

export type Wordings = { readonly [operation: string]: Wording }

/** The tag of a clause with values of the log, in which braces mean nothing. */
export function words(
  texts: TemplateStringsArray,
  ...values: (SentencePart | SentencePart[])[]
): SentencePart[] {
  return texts.flatMap((text, index) => [text, ...[values[index] ?? []].flat()])
}

export function recordIn(detail: Detail, key: string): Detail {
  const value = detail[key]
  return isRecord(value) ? value : {}
}

export function textIn(detail: Detail, key: string): string {
  const value = detail[key]
  return typeof value === 'string' ? value : ''
}

export function numberIn(detail: Detail, key: string): number {
  const value = detail[key]
  return typeof value === 'number' ? value : 0
}

export function isRecord(value: unknown): value is Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The names of the fields that a change gave another value. */
export function changedFields(detail: Detail): string[] {
  const before = recordIn(detail, 'before')
  const after = recordIn(detail, 'after')
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !equalValues(before[name], after[name]))
}

function equalValues(before: unknown, after: unknown): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null)
}

const fieldNames: { readonly [field: string]: string } = {
  email: 'email address',
  externalId: 'external ID',
  street1: 'street 1',
  street2: 'street 2',
  stateProvince: 'state or province',
  orgAdmin: 'Org Admin role',
  accountAdmin: 'Account Admin role',
  mustChangePassword: 'required password change',
  accountId: 'account ID',
  clientId: 'client ID',
  clientSecret: 'client secret',
  emergencyUserId: 'emergency administrator',
}

/** "externalId" is "external ID", and "minLength" is "min length". */
export function fieldName(field: string): string {
  const name = Object.hasOwn(fieldNames, field) ? fieldNames[field] : undefined
  return name ?? field.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

/** "name, email address and phone". */
export function listFields(fields: string[]): string {
  if (fields.length === 0) return 'details'
  const names = fields.map(fieldName)
  const last = names.pop() ?? ''
  return names.length > 0 ? `${names.join(', ')} and ${last}` : last
}
