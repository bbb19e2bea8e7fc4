import { type Detail, fieldName } from '@/lib/activity-log/wording'

const shownAsChanges = ['before', 'after']

/** What the log says besides the values before and after. */
export function otherFacts(detail: Detail): [field: string, value: unknown][] {
  return Object.entries(detail).filter(([field]) => !shownAsChanges.includes(field))
}

/** "External ID". */
export function formatField(field: string): string {
  const name = fieldName(field)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function formatValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value)) return value.map(formatValue).join(', ') || '—'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
