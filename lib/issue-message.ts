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
      return mustBe(nouns[issue.expected] ?? '')
    case 'too_small':
      return `Must ${size(issue.origin, 'at least', issue.minimum)}.`
    case 'too_big':
      return `Must ${size(issue.origin, 'at most', issue.maximum)}.`
    case 'invalid_value':
      return mustBe(...issue.values.map(String))
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
  return mustBe(...new Set(types))
}

function mustBe(...values: string[]): string {
  const last = values.at(-1)
  if (!last) return 'Is not valid.'
  const others = values.slice(0, -1).join(', ')
  return others ? `Must be ${others} or ${last}.` : `Must be ${last}.`
}
