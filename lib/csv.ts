// What a spreadsheet would take for a formula, also behind the sign that says it is none.
const formula = /^'*[=+\-@\t\r]/

/** A cell as it is written to a file: a spreadsheet shows it and does not work it out. */
export function escapeFormula(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

/** The cell as it was before it was written. */
export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
