import type { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const nouns: { [type: string]: string } = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
}

const units: { [origin: string]: [singular: string, plural: string] } = {
  string: ['character', 'characters'],
  array: ['item', 'items'],
}

/** The message of an issue whose schema has none of its own. */
export function issueMessage(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Must be ${nouns[issue.expected] ?? 'another type'}.`
    case 'too_small':
      return `Must ${size(issue.origin, 'at least', issue.minimum)}.`
    case 'too_big':
      return `Must ${size(issue.origin, 'at most', issue.maximum)}.`
    case 'invalid_value':
      return `Must be ${joinWithOr(issue.values.map(String))}.`
    case 'invalid_union':
      return unionMessage(issue.errors.flat())
    case 'unrecognized_keys':
      return 'Unknown field.'
    default:
      return 'Is not valid.'
  }
}

function size(origin: string, bound: string, limit: number | bigint): string {
  const [singular, plural] = units[origin] ?? []
  if (!singular) return `be ${bound} ${limit}`
  return `have ${bound} ${limit} ${Number(limit) === 1 ? singular : plural}`
}

function unionMessage(issues: z.core.$ZodIssue[]): string {
  const types = issues.flatMap((issue) =>
    issue.code === 'invalid_type' ? (nouns[issue.expected] ?? []) : [],
  )
  return types.length > 0 ? `Must be ${joinWithOr([...new Set(types)])}.` : 'Is not valid.'
}

function joinWithOr(parts: string[]): string {
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}`
}
