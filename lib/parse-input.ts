import type { z } from 'zod'
import { AppError } from '@/lib/errors'
import { issueMessage } from '@/lib/issue-message'

export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const input = raw === undefined ? {} : raw
  const result = schema.safeParse(input, { error: issueMessage, reportInput: true })
  if (result.success) return result.data
  const fields = Object.fromEntries(messagesByField(result.error.issues))
  throw new AppError('invalid', 'Check the highlighted fields.', { fields })
}

// A map, because a field can be named like a property that every object inherits.
function messagesByField(issues: z.core.$ZodIssue[]): Map<string, string> {
  const messages = new Map<string, string>()
  for (const issue of issues) {
    for (const path of pathsOf(issue)) {
      const field = formatPath(path)
      if (!messages.has(field)) messages.set(field, messageOf(issue))
    }
  }
  return messages
}

/** An issue about unknown fields belongs to each of them. */
function pathsOf(issue: z.core.$ZodIssue): PropertyKey[][] {
  const { path } = issue
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path]
}

function messageOf(issue: z.core.$ZodIssue): string {
  const isAbsent = issue.code !== 'custom' && issue.input === undefined && issue.path.length > 0
  return isAbsent ? 'This field is required.' : issue.message
}

/** As in JavaScript: `roles[0].key`. */
function formatPath(path: PropertyKey[]): string {
  if (path.length === 0) return 'body'
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
}
