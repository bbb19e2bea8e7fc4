import type { Schema } from '@/components/api-docs/openapi-schema'
import { formatCount, formatNumber } from '@/components/ui/format'

export type Constraint = {
  min: number | undefined
  max: number | undefined
  noun?: 'character' | 'item'
}

export function readConstraints(schema: Schema): Constraint[] {
  const { minimum, maximum, minLength, maxLength, maxItems } = schema
  const constraints: Constraint[] = [
    { min: unlessIntegerLimit(minimum), max: unlessIntegerLimit(maximum) },
    { min: minLength || undefined, max: maxLength, noun: 'character' },
    { min: undefined, max: maxItems, noun: 'item' },
  ]
  return constraints.filter(({ min, max }) => min !== undefined || max !== undefined)
}

// Every integer schema has the limits of a safe integer, which tell the reader nothing.
function unlessIntegerLimit(limit: number | undefined): number | undefined {
  return limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined
}

export function formatConstraints(constraints: Constraint[], locale: string): string {
  return constraints.map((constraint) => formatConstraint(constraint, locale)).join(', ')
}

function formatConstraint({ min, max, noun }: Constraint, locale: string): string {
  const format = (limit: number) =>
    noun ? formatCount(limit, noun, locale) : formatNumber(limit, locale)
  if (min === undefined) return max === undefined ? '' : `at most ${format(max)}`
  return max === undefined
    ? `at least ${format(min)}`
    : `${formatNumber(min, locale)} to ${format(max)}`
}
