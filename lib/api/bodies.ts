import { z } from 'zod'

export const day = z.iso.date().meta({ example: '2026-03-03' })

export function formatDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

export const errorBody = z
  .strictObject({
    requestId: z.string().meta({ description: 'Identifies the request in the log.' }),
    message: z.string(),
    errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Error' })
