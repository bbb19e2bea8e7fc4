import { expect, test } from 'vitest'
import { compileConditions, conjuncts } from '@/lib/activity-log/conditions'
import { parseWhere } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'

const people = (count: number) => Array.from({ length: count }, (_, n) => n + 1).join(', ')

// How many reads a condition takes, and whether an index answers all of it.
test.each<[where: string, reads: number, isIndexed: boolean]>([
  ['', 1, true],
  ['user_id = 1 OR account_id = 2', 2, true],
  ['user_id IN (1, 2, 3)', 3, true],
  ['user_id IN (1, 2) AND account_id IN (3, 4)', 4, true],
  ["(user_id = 1 AND outcome = 'done') OR request_id = 'x'", 2, true],
  ["operation = 'users.add' OR outcome = 'refused'", 1, true],
  ["user_id = 1 OR operation = 'users.add'", 2, true],
  ["timestamp IN ('2026-01-01', '2026-02-01')", 2, true],
  ["target_type = 'user' AND target_id = 1", 1, true],
  ['target_id = 1', 6, true],
  [`user_id IN (${people(20)})`, 20, true],
  [`user_id IN (${people(21)})`, 1, false],
  [`user_id IN (${people(20)}) AND account_id IN (1, 2)`, 20, false],
  ["user_id = 1 OR ip_address = '192.0.2.1'", 1, false],
  ["ip_address = '192.0.2.1'", 1, false],
  ['user_id != 1', 1, false],
  ["user_email = 'ada@example.com'", 1, false],
  ["user_email = 'ada@example.com' AND user_id = 1", 1, false],
])('%s takes %i reads', (where, reads, isIndexed) => {
  const branches = compileConditions(conjuncts(parseWhere(where)))
  expect(branches).toHaveLength(reads)
  expect(branches.every(({ rows }) => rows === SQL.empty)).toBe(isIndexed)
})
