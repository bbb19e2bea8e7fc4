/** The types of columns in PostgreSQL that this program reads, and what each becomes here. */
type ColumnTypes = {
  int: number
  text: string
  boolean: boolean
  timestamptz: Date
  'timestamptz?': Date | null
  'uuid?': string | null
}

/** Columns by the name of their property; in the database it is written in snake_case. */
export type Columns = { readonly [property: string]: keyof ColumnTypes }

export type Row<C extends Columns> = { -readonly [P in keyof C]: ColumnTypes[C[P]] }

/** The name of a column in the database and in files: `postalCode` is `postal_code`. */
export function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** The property of a column: `postal_code` is `postalCode`. */
export function propertyName(column: string): string {
  return column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** The columns as Prisma's `select`. */
export function selectOf<C extends Columns>(columns: C) {
  return mapColumns(columns, () => true as const)
}

/** Those of a row's properties that are among the columns. */
export function pickColumns<C extends Columns>(columns: C, row: Row<C>): Row<C> {
  return mapColumns(columns, (property) => row[property]) as Row<C>
}

export function mapColumns<C extends Columns, V>(
  columns: C,
  toValue: (property: keyof C & string) => V,
): { [P in keyof C]: V } {
  const entries = Object.keys(columns).map((property) => [property, toValue(property)])
  return Object.fromEntries(entries) as { [P in keyof C]: V }
}

export function fileHeader(columns: Columns): string[] {
  return Object.keys(columns).map(columnName)
}

export function fileCells<C extends Columns>(columns: C, row: Row<C>): string[] {
  return Object.values(pickColumns(columns, row)).map((value: unknown) =>
    typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
  )
}
