import { fieldLabels, idFields, valueLabels } from '@/components/activity/detail-labels'
import { formatExactTime, formatNumber } from '@/components/ui/format'
import { type Detail, fieldName, isRecord } from '@/lib/activity-log/wording'
import type { Reader } from '@/lib/reader'

const shownAsChanges = ['before', 'after']
const EMPTY = '—'
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** What the log says besides the values before and after. */
export function otherFacts(detail: Detail): [field: string, value: unknown][] {
  return Object.entries(detail).filter(([field]) => !shownAsChanges.includes(field))
}

/** "External ID". */
export function formatField(field: string): string {
  const name = labelIn(fieldLabels, field) ?? fieldName(field)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** "Yes", "1,204" or "Name: Acme; Active: No". A record leaves out what is empty. */
export function formatValue(field: string, value: unknown, reader: Reader): string {
  if (value === undefined || value === null || value === '') return EMPTY
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') {
    return idFields.includes(field) ? String(value) : formatNumber(value, reader.locale)
  }
  if (Array.isArray(value)) {
    return value.map((each) => formatValue(field, each, reader)).join(', ') || EMPTY
  }
  if (isRecord(value)) {
    const parts = Object.entries(value).map(
      ([name, each]) => [formatField(name), formatValue(name, each, reader)] as const,
    )
    const set = parts.filter(([, text]) => text !== EMPTY)
    return set.map(([name, text]) => `${name}: ${text}`).join('; ') || EMPTY
  }
  const text = String(value)
  if (isoTime.test(text)) return formatExactTime(new Date(text), reader)
  return labelIn((Object.hasOwn(valueLabels, field) && valueLabels[field]) || {}, text) ?? text
}

// The log may name what every object has, such as "constructor".
function labelIn(labels: { readonly [name: string]: string }, name: string): string | undefined {
  return Object.hasOwn(labels, name) ? labels[name] : undefined
}
