import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { escapeFormula } from '@/lib/csv'

/** Every cell is in quotes, so that a program that expects another delimiter doesn't split one. */
export function toCsv(rows: string[][]): string {
  return stringify(
    rows.map((row) => row.map(escapeFormula)),
    { record_delimiter: 'windows', quoted: true, quoted_empty: true },
  )
}
