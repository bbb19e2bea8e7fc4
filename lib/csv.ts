// Characters with which a spreadsheet starts a formula, also behind apostrophes added earlier.
const formula = /^'*[=+\-@\t\r]/

/** Prefixes an apostrophe, so that a spreadsheet shows the cell and does not evaluate it. */
export function escapeFormula(cell: string): string {
  return formula.test(cell) ? `'${cell}` : cell
}

export function unescapeFormula(cell: string): string {
  return cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell
}
