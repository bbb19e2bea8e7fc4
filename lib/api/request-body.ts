import { z } from 'zod'

/** The fields of any record of Cloud Elements that no request can set. */
const recordFields = ['id', 'createdDate', 'updatedDate', 'status', 'environment', 'secret']

/** The only password that responses contain. */
export const HIDDEN_PASSWORD = 'secured'

const ignored = z.unknown().meta({ readOnly: true }).optional()

/**
 * The body of a request. Clients send records back as they read them, also those of Cloud Elements:
 * read-only fields are ignored, and null is like an absent field.
 */
export function requestBody<S extends z.ZodObject>(
  fields: S,
  readOnly: readonly string[],
  id: string,
  checks: z.core.$ZodCheck<object>[] = [],
) {
  const names = [...recordFields, ...readOnly, ...Object.keys(fields.shape)]
  return z
    .preprocess(
      (raw) => omitAbsent(raw, new Set(names)),
      withReadOnlyFields(fields, readOnly, checks),
    )
    .meta({ id, description: 'Read-only fields and null are ignored.' })
}

/** The same, but null is refused like any other wrong value. */
export function withReadOnlyFields<S extends z.ZodObject>(
  fields: S,
  readOnly: readonly string[],
  checks: z.core.$ZodCheck<object>[] = [],
) {
  const ignoredShape = ignoredFields([...recordFields, ...readOnly])
  return z
    .strictObject({ ...ignoredShape, ...fields.shape })
    .check(...checks)
    .transform((body) => withoutKeys(body, ignoredShape))
    .pipe(fields)
}

export function ignoredFields(names: readonly string[]): { [name: string]: typeof ignored } {
  return Object.fromEntries(names.map((name) => [name, ignored]))
}

function omitAbsent(raw: unknown, known: Set<string>): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw
  const given = Object.entries(raw).filter(([name, value]) => {
    const isHiddenPassword = name === 'password' && value === HIDDEN_PASSWORD
    return !known.has(name) || (value !== null && !isHiddenPassword)
  })
  return Object.fromEntries(given)
}

function withoutKeys(body: object, keys: object): object {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !Object.hasOwn(keys, name)))
}
