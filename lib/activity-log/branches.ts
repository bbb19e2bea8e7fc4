import 'server-only'
import type { Expression } from '@/lib/ceql/ast'

/** What an entry can be found by. */
const keyFields = ['id', 'request_id', 'target_id', 'user_id', 'account_id']

export const groupFields = ['operation', 'outcome']
export const timeFields = ['timestamp']

// Each is a read of its own.
const MAX_BRANCHES = 20

/**
 * Splits a condition at its ORs as far as an index answers each alternative. The parts of a branch
 * all apply.
 */
export function splitBranches(parts: Expression[]): Expression[][] {
  return parts.reduce<Expression[][]>(
    (branches, part) => {
      const alternatives = alternativesOf(part)
      const isFew = branches.length * alternatives.length <= MAX_BRANCHES
      const chosen = isFew ? alternatives : [[part]]
      return branches.flatMap((branch) => chosen.map((alternative) => [...branch, ...alternative]))
    },
    [[]],
  )
}

function alternativesOf(part: Expression): Expression[][] {
  // One read finds them all.
  if (isAbout(part, groupFields)) return [[part]]
  if (part.kind !== 'comparison') {
    if (part.kind === 'and') return splitBranches(part.operands)
    const alternatives = part.operands.flatMap(alternativesOf)
    return alternatives.every(isIndexed) ? alternatives : [[part]]
  }
  if (part.operator !== 'IN' || !isAbout(part, [...keyFields, ...timeFields])) return [[part]]
  const { kind, field, operatorPosition, values } = part
  return values.map((value) => [{ kind, field, operatorPosition, operator: '=', value }])
}

function isIndexed(parts: Expression[]): boolean {
  return parts.some(
    (part) =>
      isEquality(part, keyFields) || isAbout(part, groupFields) || isAbout(part, timeFields),
  )
}

export function isEquality(part: Expression, names: string[]): boolean {
  return part.kind === 'comparison' && part.operator === '=' && names.includes(part.field.name)
}

export function isAbout(expression: Expression, names: string[]): boolean {
  return expression.kind === 'comparison'
    ? names.includes(expression.field.name)
    : expression.operands.every((operand) => isAbout(operand, names))
}
