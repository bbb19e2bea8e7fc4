import 'server-only'
import type { ActivityScope } from '@/lib/activity-log/scope'
import type { Comparison, Expression } from '@/lib/ceql/ast'
import { compileWhere, type Fields } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'

const fields: Fields = {
  id: { type: 'integer', sql: SQL.sql`seq` },
  timestamp: { type: 'date', sql: SQL.sql`at` },
  user_id: { type: 'integer', sql: SQL.sql`actor_id` },
  account_id: { type: 'integer', sql: SQL.sql`account_id` },
  operation: { type: 'text', sql: SQL.sql`operation` },
  outcome: { type: 'text', sql: SQL.sql`outcome` },
  target_type: { type: 'text', sql: SQL.sql`target_type` },
  target_id: { type: 'integer', sql: SQL.sql`target_id` },
  ip_address: { type: 'text', sql: SQL.sql`address` },
  request_id: { type: 'text', sql: SQL.sql`request_id` },
}

const targetTypes = ['organization', 'account', 'user', 'session', 'job', 'provider']

type Conditions = Pick<ActivityScope, 'keys' | 'groups' | 'rows'>

/**
 * Compiles a condition so that an index answers as much of it as it can: the values that
 * name a person, an account or a target, and everything about operations and outcomes. All parts
 * apply.
 */
export function compileConditions(parts: Expression[]): Conditions {
  const keyFields = keyFieldsOf(parts)
  const isKey = (part: Expression) => isEquality(part) && keyFields.includes(part.field.name)
  const isGroup = (part: Expression) => namesOnly(part, ['operation', 'outcome'])
  const isRow = (part: Expression) => !isKey(part) && !isGroup(part)
  return {
    keys: keyFields.length > 0 ? keysOf(keyFields, joined(parts.filter(isKey))) : [],
    groups: joined(parts.filter(isGroup)),
    rows: joined(parts.filter(isRow)),
  }
}

function joined(parts: Expression[]): SQL.Sql {
  const conditions = parts.map((part) => SQL.sql`AND ${compileWhere(part, fields)}`)
  return conditions.length > 0 ? SQL.join(conditions, ' ') : SQL.empty
}

/** The columns of an index that has entries for these values. */
function keyFieldsOf(parts: Expression[]): string[] {
  const compared = parts.filter(isEquality).map(({ field }) => field.name)
  if (compared.includes('target_id')) return ['target_type', 'target_id']
  return ['user_id', 'account_id'].filter((name) => compared.includes(name))
}

/** The index of targets needs their type. An ID alone can be that of any. */
function keysOf(keyFields: string[], condition: SQL.Sql): SQL.Sql[] {
  if (!keyFields.includes('target_id')) return [condition]
  return targetTypes.map((type) => SQL.sql`AND target_type = ${type} ${condition}`)
}

function isEquality(part: Expression): part is Comparison {
  return part.kind === 'comparison' && part.operator === '='
}

function namesOnly(expression: Expression, names: string[]): boolean {
  return expression.kind === 'comparison'
    ? names.includes(expression.field.name)
    : expression.operands.every((operand) => namesOnly(operand, names))
}

/** The parts of a condition that all apply. */
export function conjuncts(expression: Expression | undefined): Expression[] {
  if (!expression) return []
  return expression.kind === 'and' ? expression.operands : [expression]
}

export function equals(name: string, value: number | undefined): Expression[] {
  if (value === undefined) return []
  return [
    {
      kind: 'comparison',
      field: { name, position: 1 },
      operator: '=',
      operatorPosition: 1,
      value: { kind: 'number', value: String(value), position: 1 },
    },
  ]
}
