import { createHash } from 'node:crypto'
import { processSingleton } from '@/lib/process-singleton'

// The program has about 200 statements; only lists of values of any length create more.
const MAX_NAMES = 300
const names = processSingleton('statement-names', () => new Map<string, string>())

/**
 * The name of a prepared statement, so that PostgreSQL plans it once per connection. Empty for a
 * statement with a pattern or a limit, whose best plan depends on the values.
 */
export function statementName({ sql }: { sql: string }): string {
  if (/\b(LIKE|LIMIT)\b/.test(sql)) return ''
  const existing = names.get(sql)
  if (existing !== undefined) return existing
  if (names.size >= MAX_NAMES) return ''
  const name = `console_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}
