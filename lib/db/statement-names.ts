import { createHash } from 'node:crypto'
import { processSingleton } from '@/lib/process-singleton'

const MAX_NAMES = 300
const names = processSingleton('statement-names', () => new Map<string, string>())

/**
 * The name under which a connection keeps a statement, so that it is planned once and not for
 * every request; empty for what is better planned each time: a pattern or a limit decides the plan.
 */
export function statementName({ sql }: { sql: string }): string {
  if (/\b(LIKE|LIMIT)\b/.test(sql)) return ''
  const known = names.get(sql)
  if (known !== undefined) return known
  // Statements are as many as the program has; only a list of values of any length makes more.
  if (names.size >= MAX_NAMES) return ''
  const name = `console_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`
  names.set(sql, name)
  return name
}
