export const comparisonOperators = ['=', '!=', '<', '<=', '>', '>=', 'LIKE'] as const

export type ComparisonOperator = (typeof comparisonOperators)[number]

/** A number keeps its digits as text. */
export type Literal = { position: number } & (
  | { kind: 'string' | 'number'; value: string }
  | { kind: 'boolean'; value: boolean }
)

type Field = { name: string; position: number }

export type Comparison = { kind: 'comparison'; field: Field; operatorPosition: number } & (
  | { operator: ComparisonOperator; value: Literal }
  | { operator: 'IN'; values: Literal[] }
)

export type Expression = Comparison | { kind: 'and' | 'or'; operands: Expression[] }
