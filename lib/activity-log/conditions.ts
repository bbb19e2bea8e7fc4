import 'server-only'
import {
  groupFields,
  isAbout,
  isEquality,
  splitBranches,
  timeFields,
} from '@/lib/activity-log/branches'
import { type Branch, join, type Key } from '@/lib/activity-log/scope'
import type { Expression } from '@/lib/ceql/ast'
import { compileWhere, type Fields } from '@/lib/ceql/compile'
import { SQL } from '@/lib/db/sql'
import { normalizeEmail } from '@/lib/email'

const fields: Fields = {
  id: { type: 'integer', sql: SQL.sql`seq` },
  timestamp: { type: 'date', sql: SQL.sql`at` },
  user_id: { type: 'integer', sql: SQL.sql`actor_id` },
  user_email: { type: 'text', sql: SQL.sql`coalesce(actor_email, '')`, normalize: normalizeEmail },
  org_id: { type: 'integer', sql: SQL.sql`organization_id` },
  account_id: { type: 'integer', sql: SQL.sql`account_id` },
  operation: { type: 'text', sql: SQL.sql`operation` },
  outcome: { type: 'text', sql: SQL.sql`outcome` },
  target_type: { type: 'text', sql: SQL.sql`target_type` },
  target_id: { type: 'integer', sql: SQL.sql`target_id` },
  ip_address: { type: 'text', sql: SQL.sql`address` },
  request_id: { type: 'text', sql: SQL.sql`request_id` },
}

type Index = Omit<Key, 'condition'> & { names: string[] }

/** The indexes that have entries for these fields, the one with the fewest first. */
const indexes: Index[] = [
  { names: ['id'], isByMonth: false, isGrouped: false },
  { names: ['request_id'], isByMonth: true, isGrouped: false },
  { names: ['target_type', 'target_id'], isByMonth: true, isGrouped: true },
  { names: ['user_id', 'account_id'], isByMonth: true, isGrouped: true },
  { names: ['account_id'], isByMonth: true, isGrouped: true },
  { names: ['user_id'], isByMonth: true, isGrouped: true },
]

const targetTypes = ['organization', 'account', 'user', 'session', 'job', 'provider']

/** Compiles a condition so that indexes answer as much of it as they can. All parts apply. */
export function compileConditions(parts: Expression[]): Branch[] {
  return splitBranches(parts).flatMap(withTargetType).map(compileBranch)
}

/** An ID alone can be that of a target of any type. */
function withTargetType(parts: Expression[]): Expression[][] {
  const has = (name: string) => parts.some((part) => isEquality(part, [name]))
  if (!has('target_id') || has('target_type')) return [parts]
  return targetTypes.map((type) => [equals('target_type', type), ...parts])
}

function compileBranch(parts: Expression[]): Branch {
  const index = indexes.find(({ names }) =>
    names.every((name) => parts.some((part) => isEquality(part, [name]))),
  )
  const isKey = (part: Expression) => index !== undefined && isEquality(part, index.names)
  const isGroup = (part: Expression) => isAbout(part, groupFields)
  const isTime = (part: Expression) => isAbout(part, timeFields)
  const isRow = (part: Expression) => ![isKey, isGroup, isTime].some((is) => is(part))
  const compile = (of: (part: Expression) => boolean) => compileParts(parts.filter(of))
  return {
    key: index && { ...index, condition: compile(isKey) },
    groups: compile(isGroup),
    times: compile(isTime),
    rows: compile(isRow),
  }
}

function compileParts(parts: Expression[]): SQL.Sql {
  return join(parts.map((part) => SQL.sql`AND ${compileWhere(part, fields)}`))
}

/** The parts of a condition that all apply. */
export function conjuncts(expression: Expression | undefined): Expression[] {
  if (!expression) return []
  return expression.kind === 'and' ? expression.operands : [expression]
}

export function equals(name: string, value: string | number): Expression {
  const kind = typeof value === 'number' ? 'number' : 'string'
  return {
    kind: 'comparison',
    field: { name, position: 1 },
    operator: '=',
    operatorPosition: 1,
    value: { kind, value: String(value), position: 1 },
  }
}
