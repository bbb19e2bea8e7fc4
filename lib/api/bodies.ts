import { z } from 'zod'

export const day = z.iso.date().meta({ example: '2026-03-03' })

export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** A change that may repeat the read-only fields of a response; those are ignored. */
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
      const changed = Object.entries(body).filter(([name]) => !readOnly.includes(name))
      return Object.fromEntries(changed)
    })
    .pipe(changes)
    .meta({ id })
}

export const errorBody = z
  .strictObject({
    requestId: z.string().meta({ description: 'Identifies the request in the log.' }),
    message: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Error' })
