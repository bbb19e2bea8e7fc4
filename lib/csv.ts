// Characters with which a spreadsheet starts a formula, also in full width, and also behind
// apostrophes added earlier. A spreadsheet that reads the file with another delimiter takes what
// follows that delimiter, a line break or a quotation mark for the start of a cell.
const formulaStart = `["']*[=+\\-@\\t\\r\\uFF0B\\uFF0D\\uFF1D\\uFF20]`
const cellStart = '(?<=^|[\\r\\n;\\t])'
const unescaped = new RegExp(`${cellStart}(?=${formulaStart})`, 'g')
const escaped = new RegExp(`${cellStart}'(?=${formulaStart})`, 'g')

/** Prefixes an apostrophe, so that a spreadsheet shows the text and does not evaluate it. */
export function escapeFormula(cell: string): string {
  return cell.replace(unescaped, "'")
}

export function unescapeFormula(cell: string): string {
  return cell.replace(escaped, '')
}
