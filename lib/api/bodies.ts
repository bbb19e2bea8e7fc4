import { z } from 'zod'

export const day = z.iso.date().meta({ example: '2026-03-03' })

/** A change that may also hold what scripts send back as they received it, which is left alone. */
export function changeBody<S extends z.ZodObject>(
  changes: S,
  readOnly: readonly string[],
  id: string,
) {
  const ignored = z.unknown().meta({ readOnly: true }).optional()
  return z
    .strictObject({
      ...Object.fromEntries(readOnly.map((name) => [name, ignored])),
      ...changes.shape,
    })
    .transform((body) => {
      const given = Object.entries(body).filter(([name]) => !readOnly.includes(name))
      return Object.fromEntries(given)
    })
    .pipe(changes)
    .meta({ id })
}

export const roleBody = z.strictObject({ key: z.string(), name: z.string() }).meta({ id: 'Role' })

const names: { [key: string]: string } = {
  'org-admin': 'Org Admin',
  admin: 'Account Admin',
  'default-user': 'Default User',
  org: 'Organization User',
}

/** A role as the API shows it. */
export function presentRole(key: string): z.input<typeof roleBody> {
  return { key, name: names[key] ?? key }
}

export const errorBody = z
  .strictObject({
    requestId: z.string().meta({ description: 'The log knows the request by it.' }),
    message: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Error' })
