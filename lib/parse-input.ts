import type { z } from 'zod'
import { AppError } from '@/lib/errors'

export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw === undefined ? {} : raw)
  if (result.success) return result.data
  const fields = messagesByField(result.error)
  throw new AppError('invalid', 'Check the highlighted fields.', { fields })
}

function messagesByField({ issues }: z.ZodError): { [field: string]: string } {
  // A map, because a field can be named like a property that every object inherits.
  const messages = new Map<string, string>()
  for (const { path, message, ...issue } of issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) messages.set(key, 'Unknown field.')
    } else {
      const field = path.join('.') || 'body'
      if (!messages.has(field)) messages.set(field, message)
    }
  }
  return Object.fromEntries(messages)
}
