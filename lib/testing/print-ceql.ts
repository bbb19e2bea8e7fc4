import type { Expression, Literal } from '@/lib/ceql/ast'

/** Prints an expression with as few parentheses as possible. */
export function printCeql(expression: Expression): string {
  if (expression.kind !== 'comparison') {
    const operands = expression.operands.map((operand) =>
      operand.kind === 'comparison' ? printCeql(operand) : `(${printCeql(operand)})`,
    )
    return operands.join(expression.kind === 'and' ? ' AND ' : ' OR ')
  }
  const { field, operator } = expression
  const right =
    expression.operator === 'IN'
      ? `(${expression.values.map(printLiteral).join(', ')})`
      : printLiteral(expression.value)
  return `${field.name} ${operator} ${right}`
}

export function printLiteral({ kind, value }: Literal): string {
  return kind === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
}
